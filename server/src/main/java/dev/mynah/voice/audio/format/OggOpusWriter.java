package dev.mynah.voice.audio.format;

import dev.mynah.voice.audio.OpusCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes mono samples as Opus in Ogg (RFC 7845). Not thread-safe. */
final class OggOpusWriter {
    private static final int FRAME_MILLIS = 20;
    /** What the encoders look ahead at every rate: 6.5 ms at 48 kHz. */
    private static final int PRE_SKIP = 312;

    private static final int PACKETS_PER_PAGE = 40;
    private static final int LAST = 4;
    private static final int FIRST = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int serial;
    private int page;

    /** @param serial tells the stream from others; any number */
    OggOpusWriter(int serial) {
        this.serial = serial;
    }

    /** @param sampleRate one that Opus knows */
    byte[] write(short[] samples, int sampleRate, OpusCodec codec) {
        page(FIRST, 0, List.of(head(sampleRate)));
        page(0, 0, List.of(tags()));
        int granules = 48_000 / sampleRate;
        try (OpusCodec.Encoder encoder = codec.encoder(sampleRate, FRAME_MILLIS)) {
            int frame = encoder.frameSamples();
            int frames = Math.max(1, (samples.length + PRE_SKIP / granules + frame - 1) / frame);
            List<byte[]> packets = new ArrayList<>();
            for (int i = 0; i < frames; i++) {
                packets.add(encoder.encode(slice(samples, i * frame, frame)));
                boolean last = i == frames - 1;
                if (last || packets.size() == PACKETS_PER_PAGE) {
                    long end = last ? PRE_SKIP + (long) samples.length * granules : (i + 1L) * frame * granules;
                    page(last ? LAST : 0, end, packets);
                    packets.clear();
                }
            }
        }
        return out.toByteArray();
    }

    /**
     * Puts packets in Ogg as they are.
     *
     * @param durations of the packets, in samples at 48 kHz
     * @param sampleRate of what they were made of; only said, never used
     */
    byte[] write(List<byte[]> packets, List<Integer> durations, int sampleRate) {
        page(FIRST, 0, List.of(head(sampleRate)));
        page(0, 0, List.of(tags()));
        long end = 0;
        for (int begin = 0; begin < packets.size(); begin += PACKETS_PER_PAGE) {
            int next = Math.min(packets.size(), begin + PACKETS_PER_PAGE);
            for (int duration : durations.subList(begin, next)) {
                end += duration;
            }
            page(next == packets.size() ? LAST : 0, end, packets.subList(begin, next));
        }
        return out.toByteArray();
    }

    private static short[] slice(short[] samples, int from, int length) {
        int begin = Math.min(from, samples.length);
        return Arrays.copyOf(Arrays.copyOfRange(samples, begin, Math.min(samples.length, begin + length)), length);
    }

    private static byte[] head(int sampleRate) {
        return little(19)
                .put(ascii("OpusHead"))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) PRE_SKIP)
                .putInt(sampleRate)
                .putShort((short) 0)
                .put((byte) 0)
                .array();
    }

    private static byte[] tags() {
        byte[] vendor = ascii("Mynah");
        return little(16 + vendor.length)
                .put(ascii("OpusTags"))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }

    private void page(int flags, long granule, List<byte[]> packets) {
        ByteArrayOutputStream lacing = new ByteArrayOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            for (int left = packet.length; left >= 255; left -= 255) {
                lacing.write(255);
            }
            lacing.write(packet.length % 255);
            body.writeBytes(packet);
        }
        byte[] bytes = new byte[OggPages.HEADER + lacing.size() + body.size()];
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt(OggPages.CAPTURE).put((byte) 0).put((byte) flags).putLong(granule);
        fields.putInt(serial).putInt(page++).putInt(0).put((byte) lacing.size());
        fields.put(lacing.toByteArray()).put(body.toByteArray());
        fields.putInt(22, OggPages.crc(bytes));
        out.writeBytes(bytes);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
