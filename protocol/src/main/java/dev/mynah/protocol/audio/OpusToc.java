package dev.mynah.protocol.audio;

/**
 * What the first bytes of an Opus packet (RFC 6716 §3) tell without decoding it. Devices need packets of exactly the
 * declared duration, mono (firmware wire contract §7). Stateless and thread-safe.
 */
public final class OpusToc {
    private static final int MAX_MICROS = 120_000;
    private static final int MAX_FRAME_BYTES = 1275;
    private static final int[] SILK_MICROS = {10_000, 20_000, 40_000, 60_000};
    private static final int[] HYBRID_MICROS = {10_000, 20_000};
    private static final int[] CELT_MICROS = {2_500, 5_000, 10_000, 20_000};

    private OpusToc() {}

    /** The duration in microseconds; 0 when the packet is not legal. */
    public static int durationMicros(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int micros = frameMicros(packet[0]) * frameCount(packet);
        return micros > 0 && micros <= MAX_MICROS && framesFit(packet) ? micros : 0;
    }

    /** Whether the packet obeys the rules on its length and frame count that can be seen from outside. */
    public static boolean isLegal(byte[] packet) {
        return durationMicros(packet) > 0;
    }

    /** Whether the packet carries two channels, which no device plays. */
    public static boolean isStereo(byte[] packet) {
        return packet.length > 0 && (packet[0] & 0x04) != 0;
    }

    private static int frameMicros(byte toc) {
        int configuration = Byte.toUnsignedInt(toc) >> 3;
        if (configuration < 12) {
            return SILK_MICROS[configuration & 3];
        }
        return configuration < 16 ? HYBRID_MICROS[configuration & 1] : CELT_MICROS[configuration & 3];
    }

    private static int frameCount(byte[] packet) {
        return switch (packet[0] & 3) {
            case 0 -> 1;
            case 3 -> packet.length < 2 ? 0 : packet[1] & 0x3F;
            default -> 2;
        };
    }

    private static boolean framesFit(byte[] packet) {
        int bytes = packet.length - 1;
        return switch (packet[0] & 3) {
            case 0 -> bytes <= MAX_FRAME_BYTES;
            case 1 -> bytes % 2 == 0 && bytes <= 2 * MAX_FRAME_BYTES;
            case 2 -> firstOfTwoFits(packet);
            default -> manyFit(packet);
        };
    }

    private static boolean firstOfTwoFits(byte[] packet) {
        if (packet.length < 2) {
            return false;
        }
        int first = Byte.toUnsignedInt(packet[1]);
        int header = 2;
        if (first >= 252) {
            if (packet.length < 3) {
                return false;
            }
            first += 4 * Byte.toUnsignedInt(packet[2]);
            header = 3;
        }
        int second = packet.length - header - first;
        return second >= 0 && second <= MAX_FRAME_BYTES;
    }

    /** Constant bit rate without padding: the frames share the bytes evenly. Others are left to the decoder. */
    private static boolean manyFit(byte[] packet) {
        boolean variable = (packet[1] & 0x80) != 0;
        boolean padded = (packet[1] & 0x40) != 0;
        int frames = packet[1] & 0x3F;
        int bytes = packet.length - 2;
        return variable || padded || (bytes % frames == 0 && bytes / frames <= MAX_FRAME_BYTES);
    }
}
