package dev.mynah.protocol.message;

/**
 * What a device says it can do in its hello; all false for firmware before 1.6.6 (firmware wire contract §4.3).
 *
 * @param mcp offers tools; without it no {@code mcp} message may be sent (C77)
 * @param aec the server must remove the echo
 * @param glyphPush takes glyphs for characters its font lacks
 */
public record Features(boolean mcp, boolean aec, boolean glyphPush) {
    /** Firmware that does not say. */
    public static final Features NONE = new Features(false, false, false);
}
