package dev.mynah.conversation;

/** One entry of a conversation's history. Immutable. */
public sealed interface Message {
    /** Something a person said. */
    record User(String text) implements Message {}

    /**
     * Something the assistant said, as far as it was heard.
     *
     * @param interrupted whether it was cut off
     */
    record Assistant(String text, boolean interrupted) implements Message {}

    /**
     * A tool that was called on the way to an answer, with what came of it.
     *
     * @param arguments JSON text
     * @param result text given back to the model
     */
    record ToolUse(String id, String name, String arguments, String result) implements Message {}
}
