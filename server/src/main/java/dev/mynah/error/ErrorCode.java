package dev.mynah.error;

/**
 * Everything a request can be refused for. The code is part of the REST contract; status and advice are what a caller gets
 * with it.
 */
public enum ErrorCode {
    INVALID_REQUEST(400, "The request does not follow the contract at /api/v1/openapi.json."),
    UNAUTHENTICATED(401, "Log in, or send an API key as X-API-Key."),
    FORBIDDEN(403, "Ask an owner or administrator for the right to do this."),
    NOT_FOUND(404, "Look at the identifier; what you may not see is not found either."),
    METHOD_NOT_ALLOWED(405, "The contract at /api/v1/openapi.json lists what this address takes."),
    CONFLICT(409, "Read the present state and decide again."),
    PRECONDITION_FAILED(412, "Somebody changed it meanwhile; read it again and send its ETag in If-Match."),
    PRECONDITION_REQUIRED(428, "Send the ETag you last read in If-Match."),
    TOO_LARGE(413, "Send less at once."),
    UNSUPPORTED_MEDIA_TYPE(415, "The contract at /api/v1/openapi.json lists the media types."),
    TOO_MANY_REQUESTS(429, "Wait as long as Retry-After says."),
    WRONG_CODE(404, "Look at the device's screen: the code may have expired; the device shows a new one by itself."),
    LIMIT_REACHED(409, "Remove something first, or raise the limit in the configuration."),
    IDEMPOTENCY_MISMATCH(422, "The same Idempotency-Key was used with another request; take a new key."),
    CSRF(403, "Repeat the csrf_token of /api/v1/auth/me as X-CSRF-Token, or send an API key instead of the cookie."),
    INTERNAL(500, "The server's log has the cause under the request id."),
    NOT_IMPLEMENTED(501, "This server does not do that; a later version may."),
    UNAVAILABLE(503, "Try again; ./mynah doctor says what is wrong.");

    private final int status;
    private final String advice;

    ErrorCode(int status, String advice) {
        this.status = status;
        this.advice = advice;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** What the caller can do about it, in one sentence. */
    public String advice() {
        return advice;
    }
}
