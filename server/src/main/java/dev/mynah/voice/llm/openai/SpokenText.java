package dev.mynah.voice.llm.openai;

import dev.mynah.voice.llm.ReplySink;

/**
 * Hands on what is to be spoken and keeps back what is not: {@code <think>...</think>}, in which reasoning models think
 * aloud when their server does not take it out. Tags may be split over pieces. For one thread and one
 * reply, which may consist of several messages.
 */
final class SpokenText {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final ReplySink sink;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder message = new StringBuilder();
    private boolean thinking;
    private boolean handed;

    SpokenText(ReplySink sink) {
        this.sink = sink;
    }

    /** Takes another piece as the model said it. */
    void accept(String piece) throws InterruptedException {
        pending.append(piece);
        boolean more = true;
        while (more) {
            String tag = thinking ? CLOSE : OPEN;
            int at = pending.indexOf(tag);
            more = at >= 0;
            release(more ? at : pending.length() - beginningOf(tag));
            if (more) {
                pending.delete(0, tag.length());
                thinking = !thinking;
            }
        }
    }

    /**
     * The message is complete: what looked like the beginning of a tag was none. Another one may follow.
     *
     * @return what of this message was handed on
     */
    String end() throws InterruptedException {
        release(pending.length());
        thinking = false;
        String complete = message.toString();
        message.setLength(0);
        return complete;
    }

    /** Whether anything was handed on. */
    boolean handed() {
        return handed;
    }

    /** Whether anything of the present message was handed on. */
    boolean handedInThisMessage() {
        return !message.isEmpty();
    }

    private void release(int length) throws InterruptedException {
        String text = pending.substring(0, length);
        pending.delete(0, length);
        String spoken = message.isEmpty() ? text.stripLeading() : text;
        if (!thinking && !spoken.isEmpty()) {
            // What was said before a tool was called and what is said after it are two sentences.
            sink.text(handed && message.isEmpty() ? " " + spoken : spoken);
            handed = true;
            message.append(spoken);
        }
    }

    /** How many characters at the end of what is pending may be the beginning of the tag. */
    private int beginningOf(String tag) {
        for (int length = Math.min(tag.length() - 1, pending.length()); length > 0; length--) {
            if (tag.startsWith(pending.substring(pending.length() - length))) {
                return length;
            }
        }
        return 0;
    }
}
