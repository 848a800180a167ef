package dev.mynah.error;

import java.util.HashMap;
import java.util.Map;

/** A request that is refused for a reason of the catalogue. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    /** @param message what is wrong with this request, for whoever sent it; holds no secret */
    public RefusedException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** @param details machine-readable, such as the field that is wrong */
    public RefusedException(ErrorCode code, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** Refused for a reason there are words for in every language. */
    public RefusedException(ErrorCode code, Reason reason) {
        this(code, reason, Map.of());
    }

    /** @param values those the reason's sentence takes, and what else is machine-readable */
    public RefusedException(ErrorCode code, Reason reason, Map<String, Object> values) {
        this(code, reason.text(values), with(reason, values));
    }

    private static Map<String, Object> with(Reason reason, Map<String, Object> values) {
        if (!values.keySet().containsAll(reason.names())) {
            throw new IllegalArgumentException(
                    "%s takes %s, not %s".formatted(reason, reason.names(), values.keySet()));
        }
        Map<String, Object> details = new HashMap<>(values);
        details.put("reason", reason.label());
        return details;
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }
}
