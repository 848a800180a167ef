package dev.mynah.protocol.message;

/**
 * The font on a device's screen, sent only with {@link Features#glyphPush} (firmware wire contract §4.3).
 *
 * @param size in pixels
 * @param bpp bits per pixel, 1 or 4
 */
public record TextFont(String bundle, String charset, int size, int bpp) {}
