package dev.mynah.voice.audio;

/**
 * The outside of an Opus packet: what RFC 6716 §3 lets one know without decoding. Checking it first keeps the decoders
 * away from bytes that are not Opus; they answer those with anything from an exception to noise.
 */
public final class OpusPacket {
    /** Longest packet: 120 ms (RFC 6716 §3.2.5, R5). */
    private static final int MAX_48K_SAMPLES = 5760;

    private static final int MAX_FRAME_BYTES = 1275;
    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int[] SILK = {480, 960, 1920, 2880};
    private static final int[] HYBRID = {480, 960};
    private static final int[] CELT = {120, 240, 480, 960};

    private OpusPacket() {}

    /**
     * Checks the structure of a packet of at least one byte.
     *
     * @return its duration in samples at 48 kHz
     * @throws CorruptPacketException when no Opus encoder could have made it
     */
    public static int check(byte[] packet) throws CorruptPacketException {
        int frame = frameSamples(packet[0] & 0xff);
        int payload = packet.length - 1;
        return switch (packet[0] & 3) {
            case 0 -> one(frame, payload);
            case 1 -> twoEqual(frame, payload);
            case 2 -> twoDifferent(frame, packet);
            default -> many(frame, packet);
        };
    }

    /** Whether a packet of at least one byte has only the speech layer: neither hybrid nor CELT (RFC 6716 table 2). */
    static boolean isSilk(byte[] packet) {
        return (packet[0] & 0xff) >> 3 < FIRST_HYBRID;
    }

    /** Samples at 48 kHz in each frame of a packet that begins with this byte (RFC 6716 table 2). */
    static int frameSamples(int toc) {
        int config = toc >> 3;
        if (config < FIRST_HYBRID) {
            return SILK[config & 3];
        }
        return config < FIRST_CELT ? HYBRID[config & 1] : CELT[config & 3];
    }

    private static int one(int frame, int payload) throws CorruptPacketException {
        require(payload <= MAX_FRAME_BYTES, "frame longer than 1275 bytes");
        return frame;
    }

    private static int twoEqual(int frame, int payload) throws CorruptPacketException {
        require(payload % 2 == 0, "two equal frames in an odd number of bytes");
        require(payload / 2 <= MAX_FRAME_BYTES, "frame longer than 1275 bytes");
        return 2 * frame;
    }

    private static int twoDifferent(int frame, byte[] packet) throws CorruptPacketException {
        int first = frameLength(packet, 1, packet.length);
        int second = packet.length - 1 - lengthBytes(first) - first;
        require(second >= 0, "first frame reaches beyond the packet");
        require(second <= MAX_FRAME_BYTES, "frame longer than 1275 bytes");
        return 2 * frame;
    }

    private static int many(int frame, byte[] packet) throws CorruptPacketException {
        require(packet.length >= 2, "no frame count");
        int frames = packet[1] & 0x3f;
        require(frames > 0, "no frames");
        require(frames * frame <= MAX_48K_SAMPLES, "longer than 120 ms");
        int at = 2;
        int end = packet.length;
        if ((packet[1] & 0x40) != 0) {
            int step;
            do {
                require(at < packet.length, "padding length is cut off");
                step = packet[at++] & 0xff;
                end -= step == 255 ? 254 : step;
            } while (step == 255);
        }
        require(at <= end, "padding longer than the packet");
        boolean variable = (packet[1] & 0x80) != 0;
        checkFrames(packet, at, end, frames, variable);
        return frames * frame;
    }

    private static void checkFrames(byte[] packet, int start, int end, int frames, boolean variable)
            throws CorruptPacketException {
        if (!variable) {
            require((end - start) % frames == 0, "equal frames do not fill the packet");
            require((end - start) / frames <= MAX_FRAME_BYTES, "frame longer than 1275 bytes");
            return;
        }
        int at = start;
        int claimed = 0;
        for (int i = 0; i < frames - 1; i++) {
            int length = frameLength(packet, at, end);
            at += lengthBytes(length);
            claimed += length;
        }
        int last = end - at - claimed;
        require(last >= 0, "frames reach beyond the packet");
        require(last <= MAX_FRAME_BYTES, "frame longer than 1275 bytes");
    }

    /** A frame's length as RFC 6716 §3.2.1 writes it: one byte below 252, else two. */
    private static int frameLength(byte[] packet, int at, int end) throws CorruptPacketException {
        require(at < end, "frame length is cut off");
        int first = packet[at] & 0xff;
        if (first < 252) {
            return first;
        }
        require(at + 1 < end, "frame length is cut off");
        return 4 * (packet[at + 1] & 0xff) + first;
    }

    private static int lengthBytes(int length) {
        return length < 252 ? 1 : 2;
    }

    private static void require(boolean holds, String what) throws CorruptPacketException {
        if (!holds) {
            throw new CorruptPacketException("not an Opus packet: " + what);
        }
    }
}
