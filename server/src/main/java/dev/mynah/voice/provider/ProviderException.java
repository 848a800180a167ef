package dev.mynah.voice.provider;

/** A provider of speech or language did not do what was asked. The kind says whether trying again can help. */
public final class ProviderException extends Exception {
    /** Why a provider failed. */
    public enum Kind {
        /** No answer, or no further answer, within the deadline. */
        TIMEOUT(true),
        /** The service cannot be reached, or says it is overloaded or broken. */
        UNAVAILABLE(true),
        /** All local workers are taken and the waiting line is full. */
        BUSY(true),
        /** Credentials or the request itself were refused; the same request will be refused again. */
        REFUSED(false),
        /** The answer could not be understood. */
        PROTOCOL(false),
        /** The provider cannot do this at all, such as speak a script its voice does not know. */
        UNSUPPORTED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same request may succeed a moment later. */
        public boolean retryable() {
            return retryable;
        }
    }

    private static final long serialVersionUID = 1L;

    private final String provider;
    private final Kind kind;

    public ProviderException(String provider, Kind kind, String message) {
        super(message);
        this.provider = provider;
        this.kind = kind;
    }

    public ProviderException(String provider, Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.provider = provider;
        this.kind = kind;
    }

    /** The provider's configured name. */
    public String provider() {
        return provider;
    }

    public Kind kind() {
        return kind;
    }
}
