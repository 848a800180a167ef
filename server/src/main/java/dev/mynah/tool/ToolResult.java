package dev.mynah.tool;

/**
 * What came of a tool call.
 *
 * @param text the result, or in words what went wrong
 * @param failed whether it went wrong
 */
public record ToolResult(String text, boolean failed) {
    public static ToolResult ok(String text) {
        return new ToolResult(text, false);
    }

    public static ToolResult failed(String reason) {
        return new ToolResult(reason, true);
    }
}
