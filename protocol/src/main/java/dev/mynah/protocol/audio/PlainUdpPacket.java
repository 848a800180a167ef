package dev.mynah.protocol.audio;

import dev.mynah.protocol.DeviceId;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * One datagram of the plain UDP dialect (documented protocols §6): {@code | MAC 6 | sequence 4, big-endian | Opus |}. It has
 * no key; whoever knows a device's address can make one.
 *
 * @param sequence unsigned 32 bits
 * @param opus shared, not copied
 */
public record PlainUdpPacket(DeviceId device, long sequence, byte[] opus) {
    /** Bytes before the packet. */
    public static final int HEADER = 10;

    /** The most of Opus that is taken in one datagram. */
    public static final int MAX_OPUS = UdpPacket.MAX_DATAGRAM - HEADER;

    private static final int GROUP_BIT = 1;

    /** What came out of a datagram. */
    public sealed interface Parsed {
        /** A datagram in the right shape; whether to believe it is for the caller to judge. */
        record Valid(PlainUdpPacket packet) implements Parsed {}

        /** To be dropped without an answer. */
        record Malformed(String reason) implements Parsed {}
    }

    /** Reads a datagram from position to limit; never throws. */
    public static Parsed parse(ByteBuffer datagram) {
        int length = datagram.remaining() - HEADER;
        if (length < 1 || length > MAX_OPUS) {
            return new Parsed.Malformed(datagram.remaining() + " bytes are too few or too many");
        }
        byte[] mac = new byte[6];
        datagram.get(mac);
        if ((mac[0] & GROUP_BIT) != 0) {
            return new Parsed.Malformed("its address is that of a group");
        }
        long sequence = Integer.toUnsignedLong(datagram.getInt());
        byte[] opus = new byte[length];
        datagram.get(opus);
        DeviceId device = new DeviceId(HexFormat.ofDelimiter(":").formatHex(mac));
        return new Parsed.Valid(new PlainUdpPacket(device, sequence, opus));
    }

    /** The whole datagram. */
    public byte[] datagram() {
        return ByteBuffer.allocate(HEADER + opus.length)
                .put(HexFormat.of().parseHex(device.mac().replace(":", "")))
                .putInt((int) sequence)
                .put(opus)
                .array();
    }
}
