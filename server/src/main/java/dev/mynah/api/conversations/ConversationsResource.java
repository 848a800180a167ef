package dev.mynah.api.conversations;

import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.access.Principal;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Refusals;
import dev.mynah.api.Resource;
import dev.mynah.conversation.Sounds;
import dev.mynah.conversation.TalkedWith;
import dev.mynah.conversation.Turn;
import dev.mynah.conversation.TurnStore;
import dev.mynah.storage.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was said, for those who may read it. Thread-safe. */
public final class ConversationsResource implements Resource {
    private static final int TURNS = 500;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{0,9})");

    private final TurnStore store;
    private final Sounds sounds;
    private final UnaryOperator<String> names;
    private final Transactions transactions;
    private final AuditLog audit;

    /** @param names of devices, by their id */
    public ConversationsResource(
            TurnStore store, Sounds sounds, UnaryOperator<String> names, Transactions transactions, AuditLog audit) {
        this.store = store;
        this.sounds = sounds;
        this.names = names;
        this.transactions = transactions;
        this.audit = audit;
    }

    private record ConversationView(
            String id,
            String deviceId,
            String deviceName,
            String transport,
            Instant startedAt,
            Instant lastAt,
            int turnCount,
            String preview) {}

    private record WholeView(
            String id,
            String deviceId,
            String deviceName,
            String transport,
            Instant startedAt,
            Instant lastAt,
            int turnCount,
            String preview,
            List<TurnView> turns) {}

    private record TurnView(
            String id,
            Instant at,
            String outcome,
            String heard,
            String said,
            @Nullable String error,
            List<Turn.Span> stages,
            @Nullable Double totalMs,
            @Nullable Double serverMs,
            @Nullable String heardAudio,
            @Nullable String saidAudio) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "listConversations", this::list,
                "readConversation", this::read,
                "deleteConversation", this::delete,
                "readTurnSound", this::sound);
    }

    private Answer list(Call call) {
        Principal reader = call.principal();
        TurnStore.Wanted wanted = new TurnStore.Wanted(
                reader.ownOnly() ? reader.owner() : null,
                call.text("device_id").orElse(null),
                call.text("outcome")
                        .map(text -> Turn.Outcome.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                call.text("search").orElse("").strip());
        TurnStore.Position after = call.after()
                .map(key -> new TurnStore.Position(Instant.parse(key.get(0)), key.get(1)))
                .orElse(null);
        List<TalkedWith> found = store.conversations(wanted, after, call.limit() + 1);
        return Answer.page(
                Page.of(call, found, this::view, last -> List.of(last.lastAt().toString(), last.id())));
    }

    private Answer read(Call call) {
        TalkedWith found = visible(call);
        ConversationView view = view(found);
        return Answer.ok(new WholeView(
                view.id(),
                view.deviceId(),
                view.deviceName(),
                view.transport(),
                view.startedAt(),
                view.lastAt(),
                view.turnCount(),
                view.preview(),
                store.turns(found.id(), TURNS).stream()
                        .map(ConversationsResource::view)
                        .toList()));
    }

    private Answer delete(Call call) {
        TalkedWith found = visible(call);
        transactions.run(() -> {
            store.forget(found.id());
            audit.record(
                    call.actor(),
                    AuditAction.CONVERSATION_DELETED,
                    new AuditSubject(found.id(), names.apply(found.deviceId())),
                    Map.of("device", found.deviceId()));
        });
        return Answer.none();
    }

    private Answer sound(Call call) {
        TalkedWith conversation = visible(call);
        Sounds.Side side = call.path("side").equals("heard") ? Sounds.Side.HEARD : Sounds.Side.SAID;
        Turn turn = store.turn(call.path("turn_id"))
                .filter(found -> found.conversationId().equals(conversation.id()))
                .orElseThrow(() -> Refusals.notFound("turn"));
        try {
            return sounds.of(turn.id(), turn.at(), side)
                    .map(bytes -> part(bytes, call.header("Range").orElse("")))
                    .orElseThrow(() -> Refusals.notFound("recording; it may have made room for newer ones"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Players ask for parts to learn how long a recording is, and when somebody jumps in it. */
    private static Answer part(byte[] bytes, String range) {
        Matcher wanted = RANGE.matcher(range);
        int from = wanted.matches() ? Integer.parseInt(wanted.group(1)) : bytes.length;
        if (from >= bytes.length) {
            return Answer.raw("audio/ogg", bytes).with("Accept-Ranges", "bytes");
        }
        String last = wanted.group(2);
        int to = last.isEmpty() ? bytes.length - 1 : Math.min(bytes.length - 1, Integer.parseInt(last));
        byte[] wantedBytes = Arrays.copyOfRange(bytes, from, Math.max(from, to + 1));
        return new Answer(206, new Answer.Content.Raw("audio/ogg", wantedBytes), List.of())
                .with("Accept-Ranges", "bytes")
                .with("Content-Range", "bytes %d-%d/%d".formatted(from, from + wantedBytes.length - 1, bytes.length));
    }

    private TalkedWith visible(Call call) {
        Principal reader = call.principal();
        return store.conversation(call.path("conversation_id"))
                .filter(found -> !reader.ownOnly() || reader.owner().equals(found.ownerId()))
                .orElseThrow(() -> Refusals.notFound("conversation"));
    }

    private ConversationView view(TalkedWith found) {
        return new ConversationView(
                found.id(),
                found.deviceId(),
                names.apply(found.deviceId()),
                found.transport(),
                found.startedAt(),
                found.lastAt(),
                found.turns(),
                found.preview());
    }

    private static TurnView view(Turn turn) {
        String address = "/api/v1/conversations/" + turn.conversationId() + "/turns/" + turn.id() + "/sounds/";
        return new TurnView(
                turn.id(),
                turn.at(),
                turn.outcome().label(),
                turn.heard(),
                turn.said(),
                turn.trouble().isEmpty() ? null : turn.trouble(),
                turn.stages(),
                turn.totalMillis(),
                turn.serverMillis(),
                turn.heardSound() ? address + "heard" : null,
                turn.saidSound() ? address + "said" : null);
    }
}
