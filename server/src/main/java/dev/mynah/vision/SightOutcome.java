package dev.mynah.vision;

/** What came of a question about a photo. */
public sealed interface SightOutcome {
    /**
     * It was answered.
     *
     * @param words short enough for a device
     */
    record Seen(String words) implements SightOutcome {}

    /** It was not. */
    record Unseen(Why why) implements SightOutcome {}

    /** Why there is no answer, in words that a language model can pass on to the person who asked. */
    enum Why {
        /** Nobody here sees. */
        NO_MODEL(
                "This server has no model that can see. Somebody has to set one up in the dashboard, under providers."),
        /** All places are taken. */
        BUSY("The server is looking at as many photos as it can. Try again in a moment."),
        /** The device's last photo is still looked at. */
        BUSY_WITH_DEVICE("The last photo of this device is still being looked at. Try again in a moment."),
        /** No answer in the time a device waits. */
        TOO_SLOW("The model that sees did not answer in time."),
        /** The service behind the model fails. */
        UNAVAILABLE("The model that sees cannot be reached or does not work."),
        /** The service does not want to. */
        REFUSED("The service that sees refused: it does not answer such a question, or its key is wrong.");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
