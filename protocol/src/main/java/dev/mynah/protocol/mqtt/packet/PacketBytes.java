package dev.mynah.protocol.mqtt.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One packet being written into an array that has exactly its length. Not thread-safe. */
final class PacketBytes {
    private final ByteBuffer bytes;

    /** @param length of what follows the length */
    PacketBytes(int firstByte, int length) {
        bytes = ByteBuffer.allocate(1 + variableSize(length) + length);
        oneByte(firstByte).variable(length);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static int variableSize(int value) {
        return value < 128 ? 1 : value < 16_384 ? 2 : value < 2_097_152 ? 3 : 4;
    }

    PacketBytes oneByte(int value) {
        bytes.put((byte) value);
        return this;
    }

    PacketBytes twoBytes(int value) {
        bytes.putShort((short) value);
        return this;
    }

    PacketBytes fourBytes(long value) {
        bytes.putInt((int) value);
        return this;
    }

    PacketBytes variable(int value) {
        int left = value;
        while (left > 127) {
            oneByte((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        return oneByte(left);
    }

    PacketBytes binary(byte[] value) {
        return twoBytes(value.length).raw(value);
    }

    PacketBytes raw(byte[] value) {
        bytes.put(value);
        return this;
    }

    /** @throws IllegalStateException when what was written is not as long as was said */
    byte[] done() {
        if (bytes.hasRemaining()) {
            throw new IllegalStateException(bytes.remaining() + " bytes of a packet are missing");
        }
        return bytes.array();
    }
}
