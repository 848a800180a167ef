package dev.mynah.voice.audio.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files of every kind, right and wrong. */
final class WavBytes {
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    static WavBytes empty() {
        return new WavBytes();
    }

    WavBytes chunk(String id, byte[] body) {
        return chunk(id, body, body.length);
    }

    WavBytes chunk(String id, byte[] body, long claimed) {
        chunks.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(little(4).putInt((int) claimed).array());
        chunks.writeBytes(body);
        if ((body.length & 1) == 1) {
            chunks.write(0);
        }
        return this;
    }

    WavBytes fmt(int encoding, int channels, int rate, int bits) {
        return chunk("fmt ", fmtBody(encoding, channels, rate, bits, channels * bits / 8));
    }

    static byte[] fmtBody(int encoding, int channels, int rate, int bits, int align) {
        return little(16)
                .putShort((short) encoding)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * align)
                .putShort((short) align)
                .putShort((short) bits)
                .array();
    }

    byte[] file() {
        return file(chunks.size() + 4L);
    }

    byte[] file(long claimed) {
        return ByteBuffer.allocate(12 + chunks.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) claimed)
                .put("WAVE".getBytes(StandardCharsets.US_ASCII))
                .put(chunks.toByteArray())
                .array();
    }

    /** Samples in any form; with two channels the second says the same. */
    static byte[] samples(short[] sound, int channels, int bits, boolean floating) {
        byte[] bytes = new byte[sound.length * channels * bits / 8];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : sound) {
            for (int channel = 0; channel < channels; channel++) {
                put(out, sample, bits, floating);
            }
        }
        return bytes;
    }

    private static void put(ByteBuffer out, short sample, int bits, boolean floating) {
        switch (bits) {
            case 8 -> out.put((byte) ((sample >> 8) + 128));
            case 16 -> out.putShort(sample);
            case 24 -> out.put((byte) 0).putShort(sample);
            default -> {
                if (floating) {
                    out.putFloat(sample / 32_767f);
                } else {
                    out.putInt(sample << 16);
                }
            }
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
