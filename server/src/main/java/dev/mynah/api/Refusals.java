package dev.mynah.api;

import dev.mynah.api.contract.Violation;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.StorageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that can go wrong, as an entry of the catalogue. Stateless. */
public final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private static final String RETRY_AFTER = "retry_after_seconds";

    private Refusals() {}

    /**
     * A request that is wrong in one place.
     *
     * @param place such as {@code body.name}
     * @param problem completes the sentence: "is taken"
     */
    public static RefusedException invalid(String place, String problem) {
        return invalid(List.of(new Violation(place, problem)));
    }

    static RefusedException invalid(List<Violation> violations) {
        String first = violations.getFirst().toString();
        int others = violations.size() - 1;
        String message = others == 0 ? first + "." : first + ", and " + others + " more.";
        List<Map<String, String>> problems = violations.stream()
                .map(each -> Map.of("place", each.place(), "problem", each.problem()))
                .toList();
        return new RefusedException(ErrorCode.INVALID_REQUEST, message, Map.of("problems", problems));
    }

    /** Something that is not there, or not for this caller: nobody learns which. */
    public static RefusedException notFound(String what) {
        return new RefusedException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    /**
     * Something to be tried again.
     *
     * @param code one with a status of 429 or 503
     * @param seconds after which it may work; becomes the {@code Retry-After} header too
     */
    public static RefusedException later(ErrorCode code, String message, long seconds) {
        return new RefusedException(code, message, Map.of(RETRY_AFTER, seconds));
    }

    /** Somebody asks too often. */
    static RefusedException tooOften(Duration wait) {
        return later(ErrorCode.TOO_MANY_REQUESTS, "Too many requests.", seconds(wait));
    }

    /** As {@code Retry-After} has it: not too early. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** Seconds after which a refused request may work; 0 when waiting changes nothing. */
    static long retryAfter(RefusedException refused) {
        Object told = refused.details().get(RETRY_AFTER);
        return told instanceof Long seconds ? seconds : refused.code() == ErrorCode.UNAVAILABLE ? 1 : 0;
    }

    /** What a failure is to the caller. Its cause goes to the log, not to the caller. */
    static RefusedException of(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> placed(refused);
            case StorageException storage -> stored(storage);
            default -> {
                log.error("A request failed", failure);
                yield new RefusedException(ErrorCode.INTERNAL, "The server failed to do this.");
            }
        };
    }

    /**
     * The same in the form of the contract: features know fields by their names ({@code details.field}), not where in a
     * request they stand.
     */
    static RefusedException placed(RefusedException refused) {
        Object field = refused.details().get("field");
        if (refused.code() != ErrorCode.INVALID_REQUEST
                || field == null
                || refused.details().containsKey("problems")) {
            return refused;
        }
        Map<String, String> problem = Map.of("place", "body." + field, "problem", String.valueOf(refused.getMessage()));
        Map<String, Object> details = new HashMap<>(refused.details());
        details.remove("field");
        details.put("problems", List.of(problem));
        return new RefusedException(refused.code(), String.valueOf(refused.getMessage()), details);
    }

    private static RefusedException stored(StorageException storage) {
        return switch (storage.reason()) {
            case UNAVAILABLE -> {
                log.warn("The database does not answer: {}", storage.getMessage());
                yield new RefusedException(ErrorCode.UNAVAILABLE, Reason.DATABASE_AWAY);
            }
            case FULL -> {
                log.warn("Nothing more can be stored: {}", storage.getMessage());
                yield new RefusedException(ErrorCode.UNAVAILABLE, Reason.STORAGE_FULL);
            }
            case DUPLICATE -> new RefusedException(ErrorCode.CONFLICT, "There is one like that already.");
            case BROKEN -> {
                log.error("The database failed", storage);
                yield new RefusedException(ErrorCode.INTERNAL, "The server failed to do this.");
            }
        };
    }
}
