package dev.mynah.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;

/** Application images as the build of an ESP32 project makes them. Stateless. */
public final class AppImages {
    /** What the build calls an ESP32-S3. */
    public static final int ESP32_S3 = 9;

    private static final int HEADER = 24;
    private static final int SEGMENT_HEAD = 8;

    private AppImages() {}

    /** An image that says it is this version, of about that many bytes. */
    public static byte[] of(String version, int bytes) {
        return of(ESP32_S3, version, bytes);
    }

    /** The same for a chip. */
    public static byte[] of(int chip, String version, int bytes) {
        int first = 1024;
        int second = Math.max(16, bytes - HEADER - 2 * SEGMENT_HEAD - first - 48);
        int end = (HEADER + 2 * SEGMENT_HEAD + first + second) / 16 * 16 + 16;
        ByteBuffer image = ByteBuffer.allocate(end + 32).order(ByteOrder.LITTLE_ENDIAN);
        byte[] noise = new byte[second];
        new Random(version.hashCode()).nextBytes(noise);
        image.put(0, (byte) 0xE9).put(1, (byte) 2).putShort(12, (short) chip).put(23, (byte) 1);
        image.putInt(24, 0x3C0E0020).putInt(28, first);
        image.putInt(32, 0xABCD5432).put(48, text(version)).put(80, text("xiaozhi"));
        image.putInt(HEADER + SEGMENT_HEAD + first, 0x42000020)
                .putInt(HEADER + SEGMENT_HEAD + first + 4, second)
                .put(HEADER + 2 * SEGMENT_HEAD + first, noise);
        image.put(end, sha256(Arrays.copyOf(image.array(), end)));
        return image.array();
    }

    /** Bytes that begin as an image does and say nothing of themselves. */
    public static byte[] silent(int bytes) {
        byte[] image = new byte[bytes];
        image[0] = (byte) 0xE9;
        return image;
    }

    private static byte[] text(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 32);
    }

    /** As the server and {@code sha256sum} count it. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
