package dev.mynah.voice.provider;

/** Is told how providers fare, for metrics. Implementations are thread-safe and quick. */
public interface ProviderEvents {
    /** Nobody listens. */
    ProviderEvents NONE = new ProviderEvents() {
        @Override
        public void success(String provider, Stage stage, long nanos) {}

        @Override
        public void failure(String provider, Stage stage, ProviderException.Kind kind) {}
    };

    /**
     * A provider did its part of a turn.
     *
     * @param nanos from the question to the first of the answer, see {@link Stage}
     */
    void success(String provider, Stage stage, long nanos);

    /** A provider failed; another one may have answered instead. */
    void failure(String provider, Stage stage, ProviderException.Kind kind);
}
