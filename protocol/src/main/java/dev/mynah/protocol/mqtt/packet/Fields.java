package dev.mynah.protocol.mqtt.packet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The parts packets are made of (MQTT 5.0 §1.5), read from one packet and never beyond it. Not thread-safe. */
final class Fields {
    private final ByteBuffer bytes;

    Fields(ByteBuffer packet) {
        this.bytes = packet;
    }

    int left() {
        return bytes.remaining();
    }

    int oneByte() throws MqttFormatException {
        require(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int twoBytes() throws MqttFormatException {
        require(2);
        return Short.toUnsignedInt(bytes.getShort());
    }

    long fourBytes() throws MqttFormatException {
        require(4);
        return Integer.toUnsignedLong(bytes.getInt());
    }

    int packetId() throws MqttFormatException {
        int id = twoBytes();
        if (id == 0) {
            throw MqttFormatException.malformed("a packet identifier of 0");
        }
        return id;
    }

    int variable() throws MqttFormatException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int next = oneByte();
            value |= (next & 0x7F) << (7 * i);
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw MqttFormatException.malformed("a length of more than four bytes");
    }

    byte[] binary() throws MqttFormatException {
        return exactly(twoBytes());
    }

    byte[] rest() throws MqttFormatException {
        return exactly(left());
    }

    private byte[] exactly(int length) throws MqttFormatException {
        require(length);
        byte[] read = new byte[length];
        bytes.get(read);
        return read;
    }

    String text() throws MqttFormatException {
        byte[] utf8 = binary();
        return isPlain(utf8) ? new String(utf8, StandardCharsets.US_ASCII) : decoded(utf8);
    }

    /** Nearly all texts are; a decoder for each would cost more than the rest of the packet. */
    private static boolean isPlain(byte[] utf8) {
        for (byte b : utf8) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(byte[] utf8) throws MqttFormatException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw MqttFormatException.malformed("a text holds U+0000");
            }
            return text;
        } catch (CharacterCodingException invalid) {
            throw MqttFormatException.malformed("a text is not UTF-8");
        }
    }

    private void require(int length) throws MqttFormatException {
        if (bytes.remaining() < length) {
            throw MqttFormatException.malformed("a packet ends too early");
        }
    }

    void requireEnd() throws MqttFormatException {
        if (bytes.hasRemaining()) {
            throw MqttFormatException.malformed("a packet goes on for " + bytes.remaining() + " bytes too long");
        }
    }
}
