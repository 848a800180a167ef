package dev.mynah.protocol.frame;

/**
 * A whole message of a byte link, of one frame or of many.
 *
 * @param type 0 to 127
 * @param data shared, not copied
 */
public record FrameMessage(int type, byte[] data) {}
