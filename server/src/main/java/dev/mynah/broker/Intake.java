package dev.mynah.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the server itself does with messages, before anybody else gets them. Thread-safe, never waits. */
@FunctionalInterface
public interface Intake {
    /** Takes nothing. */
    Intake NONE = (from, session, message) -> Answer.PASSED;

    /**
     * What becomes of a message.
     *
     * @param reason an error when the message is refused: then nobody gets it
     * @param wanted whether the server itself had use for it
     * @param safe completes when the message can no longer be lost, and only then is it acknowledged
     */
    record Answer(Reason reason, boolean wanted, CompletionStage<?> safe) {
        /** Taken at once. */
        public static final Answer TAKEN = new Answer(Reason.SUCCESS, true, CompletableFuture.completedStage(null));

        /** Not the server's concern; others may want it. */
        public static final Answer PASSED = new Answer(Reason.SUCCESS, false, CompletableFuture.completedStage(null));

        /** Taken, and safe later. */
        public static Answer taken(CompletionStage<?> safe) {
            return new Answer(Reason.SUCCESS, true, safe);
        }

        /** Refused. */
        public static Answer refused(Reason reason) {
            return new Answer(reason, false, CompletableFuture.completedStage(null));
        }
    }

    /**
     * Looks at a message that its publisher was allowed to publish.
     *
     * @param session of the client that published; null for the server itself
     */
    Answer take(Principal from, @Nullable ClientSession session, Message message);
}
