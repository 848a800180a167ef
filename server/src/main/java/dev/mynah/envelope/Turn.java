package dev.mynah.envelope;

import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.support.Scheduler.Cancellable;
import org.jspecify.annotations.Nullable;

/** One question from its arrival to its answer. Confined to the conversation's lane. */
final class Turn {
    private final String messageId;
    private final EnvelopeRequest request;
    private @Nullable Cancellable deadline;
    private long askedAt;
    private boolean failed;

    Turn(String messageId, EnvelopeRequest request) {
        this.messageId = messageId;
        this.request = request;
    }

    /** Its sender's name for it. */
    String messageId() {
        return messageId;
    }

    EnvelopeRequest request() {
        return request;
    }

    /** The question is complete; the answer is due by the deadline. */
    void asked(long nanoTime, Cancellable until) {
        askedAt = nanoTime;
        deadline = until;
    }

    long millisSince(long nanoTime) {
        return askedAt == 0 ? 0 : (nanoTime - askedAt) / 1_000_000;
    }

    /** It has got an error instead of an answer; what is still said belongs to nobody. */
    void fail() {
        failed = true;
        over();
    }

    boolean failed() {
        return failed;
    }

    void over() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
