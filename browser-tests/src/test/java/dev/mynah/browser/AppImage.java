package dev.mynah.browser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What is enough of an ESP32 application to say which version it is. Stateless. */
final class AppImage {
    private static final int BYTES = 900_000;

    private AppImage() {}

    static byte[] of(String version) {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) 0xE9)
                .putInt(32, 0xABCD5432)
                .put(48, version.getBytes(StandardCharsets.US_ASCII))
                .put(80, "xiaozhi".getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
