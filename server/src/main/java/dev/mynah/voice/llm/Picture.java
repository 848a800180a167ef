package dev.mynah.voice.llm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A picture somebody took. What it is, is told by its first bytes and never by what its sender calls it. Immutable as long as
 * nobody changes the bytes it was made of.
 */
public final class Picture {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FOUR_CC = 8;

    private final String mediaType;
    private final byte[] bytes;

    private Picture(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /** A JPEG, PNG, WebP or GIF picture; empty for anything else. */
    public static Optional<Picture> of(byte[] bytes) {
        return mediaType(bytes).map(type -> new Picture(type, bytes));
    }

    private static Optional<String> mediaType(byte[] bytes) {
        if (begins(bytes, 0, JPEG)) {
            return Optional.of("image/jpeg");
        }
        if (begins(bytes, 0, PNG)) {
            return Optional.of("image/png");
        }
        if (begins(bytes, 0, ascii("GIF87a")) || begins(bytes, 0, ascii("GIF89a"))) {
            return Optional.of("image/gif");
        }
        return begins(bytes, 0, ascii("RIFF")) && begins(bytes, FOUR_CC, ascii("WEBP"))
                ? Optional.of("image/webp")
                : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int at, byte[] with) {
        return bytes.length >= at + with.length && Arrays.equals(bytes, at, at + with.length, with, 0, with.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Such as {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    /** The picture itself, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Never what is to be seen in it: this may be logged. */
    @Override
    public String toString() {
        return mediaType + " of " + bytes.length + " bytes";
    }
}
