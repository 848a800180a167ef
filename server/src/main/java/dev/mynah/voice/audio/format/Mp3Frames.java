package dev.mynah.voice.audio.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the frames of an MPEG audio layer III stream (ISO 11172-3 §2.4.2.3, with the lower rates of 13818-3), piece by
 * piece. Not thread-safe. What is no frame - tags, pictures, garbage - is passed over; a frame counts only when another
 * like it follows, or the stream ends with it.
 */
final class Mp3Frames {
    private static final int[] KBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};

    /** One frame. */
    record Found(int sampleRate, byte[] bytes) {}

    /** Which bits of the header stay as they are within a stream: version, layer and rate. */
    private static final int CONSTANT = 0xfffe0c00;

    private byte[] rest = {};
    private int constant;
    private long passedOver;
    private long tagLeft;

    /** The frames that are complete with these bytes. */
    List<Found> accept(byte[] bytes) {
        return search(bytes, false);
    }

    /** Nothing more comes: a last frame has none behind it. */
    List<Found> finish() {
        return search(new byte[0], true);
    }

    /** Bytes that belonged to no frame since the last one. */
    long passedOver() {
        return passedOver;
    }

    private List<Found> search(byte[] bytes, boolean end) {
        byte[] all = PcmDecoder.join(rest, bytes);
        List<Found> found = new ArrayList<>();
        int at = 0;
        int step = 1;
        while (step > 0 && all.length - at >= (end ? 4 : 10)) {
            step = step(all, at, end, found);
            at += step;
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        return found;
    }

    /** Goes on by so many bytes; 0 when more must come first. */
    private int step(byte[] all, int at, boolean end, List<Found> found) {
        if (tagLeft > 0 || isTag(all, at)) {
            return skipTag(all, at);
        }
        int length = length(all, at);
        int needed = end ? length : length + 4;
        if (length > 0 && all.length - at < needed) {
            return end ? all.length - at : 0;
        }
        if (length == 0 || !confirmed(all, at, length)) {
            passedOver++;
            return 1;
        }
        constant = header(all, at) & CONSTANT;
        passedOver = 0;
        found.add(new Found(rate(header(all, at)), Arrays.copyOfRange(all, at, at + length)));
        return length;
    }

    private boolean confirmed(byte[] all, int at, int length) {
        if (constant != 0 || all.length - at < length + 4) {
            return true;
        }
        return length(all, at + length) > 0 && alike(header(all, at), header(all, at + length));
    }

    private static boolean alike(int one, int other) {
        return ((one ^ other) & CONSTANT) == 0;
    }

    private static boolean isTag(byte[] all, int at) {
        return all.length - at >= 10 && all[at] == 'I' && all[at + 1] == 'D' && all[at + 2] == '3';
    }

    /** Passes over an ID3v2 tag, which may hold anything, such as a picture; its size has 7 bits in each of 4 bytes. */
    private int skipTag(byte[] all, int at) {
        if (tagLeft == 0) {
            int size = 0;
            for (int i = 6; i < 10; i++) {
                size = (size << 7) | (all[at + i] & 0x7f);
            }
            tagLeft = size + 10L;
        }
        int now = (int) Math.min(tagLeft, all.length - at);
        tagLeft -= now;
        return now;
    }

    /** Bytes of the frame whose header is here; 0 when none is. */
    private int length(byte[] all, int at) {
        int header = header(all, at);
        boolean sync = header >>> 21 == 0x7ff;
        int version = header >>> 19 & 3;
        int layer = header >>> 17 & 3;
        int kbits = header >>> 12 & 15;
        int rate = header >>> 10 & 3;
        boolean frame = sync && version != 1 && layer == 1 && kbits != 0 && kbits != 15 && rate != 3;
        boolean stranger = constant != 0 && (header & CONSTANT) != constant;
        if (!frame || stranger) {
            return 0;
        }
        int padding = header >>> 9 & 1;
        int slots = version == 3 ? 144 : 72;
        int bitrate = 1000 * (version == 3 ? KBITS_1 : KBITS_2)[kbits];
        return slots * bitrate / rate(header) + padding;
    }

    private static int rate(int header) {
        int divisor =
                switch (header >>> 19 & 3) {
                    case 3 -> 1;
                    case 2 -> 2;
                    default -> 4;
                };
        return RATES[header >>> 10 & 3] / divisor;
    }

    private static int header(byte[] all, int at) {
        return ByteBuffer.wrap(all).getInt(at);
    }
}
