package dev.mynah.api;

import dev.mynah.access.Principal;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Does what came with an {@code Idempotency-Key} once. Thread-safe. */
final class Repeats {
    private final IdempotencyStore store;
    private final InstantSource clock;

    Repeats(IdempotencyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Does it, or gives the answer of the time before. */
    Answer once(String key, Call call, Received received, Operation operation) {
        Principal who = call.principal();
        IdempotencyStore.Key claimed =
                new IdempotencyStore.Key(who.kind() + ":" + who.id(), received.method() + " " + received.path(), key);
        return switch (store.claim(claimed, hash(call, received), clock.instant())) {
            case IdempotencyStore.Claim.Fresh fresh -> first(claimed, call, operation);
            case IdempotencyStore.Claim.Done done -> again(done.answer());
            case IdempotencyStore.Claim.UnderWay busy ->
                throw new RefusedException(ErrorCode.CONFLICT, "The same request is being done just now; ask again.");
            case IdempotencyStore.Claim.Mismatch other ->
                throw new RefusedException(
                        ErrorCode.IDEMPOTENCY_MISMATCH, "This Idempotency-Key came with another request before.");
            case IdempotencyStore.Claim.Full full ->
                throw new RefusedException(ErrorCode.UNAVAILABLE, "No more idempotency keys can be remembered now.");
        };
    }

    private Answer first(IdempotencyStore.Key key, Call call, Operation operation) {
        boolean kept = false;
        try {
            Answer answer = operation.answer(call);
            if (answer.content() instanceof Answer.Content.Data data) {
                store.keep(
                        key,
                        new IdempotencyStore.Remembered(
                                answer.status(), data.tree().toString(), data.message(), answer.headers()));
                kept = true;
            }
            return answer;
        } finally {
            if (!kept) {
                store.abandon(key);
            }
        }
    }

    private static Answer again(IdempotencyStore.Remembered answer) {
        return new Answer(
                        answer.status(),
                        new Answer.Content.Data(Json.parse(answer.data()), answer.message()),
                        answer.headers())
                .with("Idempotency-Replayed", "true");
    }

    private static String hash(Call call, Received received) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(received.path(), String.valueOf(received.query()), call.mediaType())) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(call.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
