package dev.mynah.voice.stt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One utterance kept until it is complete: 16 kHz mono samples, at most a minute. What comes after that is dropped; the
 * beginning of a speech is worth more than its end. Thread-safe.
 */
public final class HeardAudio {
    /** Samples per second. */
    public static final int RATE = 16_000;

    private static final int MOST = 60 * RATE;
    private static final int WAV_HEADER = 44;

    private short[] kept = new short[RATE];
    private int length;

    /** Keeps a copy. */
    public synchronized void add(short[] samples) {
        int taken = Math.min(samples.length, MOST - length);
        if (length + taken > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(MOST, Math.max(length + taken, kept.length * 2)));
        }
        System.arraycopy(samples, 0, kept, length, taken);
        length += taken;
    }

    /** A copy of what is kept. */
    public synchronized short[] samples() {
        return Arrays.copyOf(kept, length);
    }

    public synchronized int length() {
        return length;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        kept = new short[0];
        length = 0;
    }

    /** The audio as a WAV file: a header of 44 bytes and 16-bit little-endian samples (RIFF, format 1). */
    public synchronized byte[] wav() {
        int size = 2 * length;
        ByteBuffer file = ByteBuffer.allocate(WAV_HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(WAV_HEADER - 8 + size).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(size);
        file.asShortBuffer().put(kept, 0, length);
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
