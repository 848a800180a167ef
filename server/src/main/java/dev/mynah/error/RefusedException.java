package dev.mynah.error;

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

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }
}
