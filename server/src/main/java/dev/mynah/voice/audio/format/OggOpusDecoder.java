package dev.mynah.voice.audio.format;

import static dev.mynah.voice.audio.format.UnreadableSoundException.damaged;

import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opus in Ogg (RFC 7845): one stream, mono or stereo. */
final class OggOpusDecoder implements SoundDecoder {
    private static final int HEAD_BYTES = 19;
    private static final int GRANULES_PER_SAMPLE = 48_000 / OpusCodec.LISTEN_RATE;

    private final OpusCodec.Decoder decoder;
    private final OggPages pages = new OggPages();
    private final OggPackets packets = new OggPackets();
    private int packetsSeen;
    private boolean over;
    private int skip;
    private long preSkip;
    private double gain = 1;
    private long produced;

    OggOpusDecoder(OpusCodec codec) {
        this.decoder = codec.decoder();
    }

    @Override
    public short[] accept(byte[] bytes) throws UnreadableSoundException {
        List<short[]> out = new ArrayList<>();
        for (OggPages.Page page : pages.accept(bytes)) {
            if (over) {
                throw UnreadableSoundException.unsupported("the Ogg file holds more than one stream");
            }
            for (byte[] packet : packets.accept(page)) {
                packet(packet, page).ifPresent(out::add);
            }
            over = page.last();
            if (over) {
                trim(out, page.granule());
            }
        }
        return Pcm.join(out);
    }

    @Override
    public short[] finish() throws UnreadableSoundException {
        if (packetsSeen < 2) {
            throw damaged("the Ogg file ends before its sound begins");
        }
        if (pages.waiting() > 0 || packets.unfinished()) {
            throw damaged("the Ogg file ends within a page");
        }
        return new short[0];
    }

    @Override
    public int sampleRate() {
        return OpusCodec.LISTEN_RATE;
    }

    @Override
    public void close() {
        decoder.close();
    }

    private java.util.Optional<short[]> packet(byte[] packet, OggPages.Page page) throws UnreadableSoundException {
        switch (packetsSeen) {
            case 0 -> head(packet, page);
            case 1 -> tags(packet);
            default -> {
                return java.util.Optional.of(decode(packet));
            }
        }
        packetsSeen++;
        return java.util.Optional.empty();
    }

    private void head(byte[] packet, OggPages.Page page) throws UnreadableSoundException {
        if (!page.first() || !begins(packet, "OpusHead")) {
            throw new UnreadableSoundException(
                    UnreadableSoundException.Kind.NOT_THIS_FORMAT, "the Ogg file does not hold Opus");
        }
        if (packet.length < HEAD_BYTES || (packet[8] & 0xf0) != 0) {
            throw damaged("its OpusHead is of no known version");
        }
        ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        int channels = in.get(9);
        if (in.get(18) != 0 || channels < 1 || channels > 2) {
            throw UnreadableSoundException.unsupported("Opus with more than two channels");
        }
        preSkip = Short.toUnsignedInt(in.getShort(10));
        skip = (int) preSkip / GRANULES_PER_SAMPLE;
        gain = Math.pow(10, in.getShort(16) / (20.0 * 256));
    }

    private static void tags(byte[] packet) throws UnreadableSoundException {
        if (!begins(packet, "OpusTags")) {
            throw damaged("its second packet is not OpusTags");
        }
    }

    private short[] decode(byte[] packet) throws UnreadableSoundException {
        try {
            short[] samples = decoder.decode(packet);
            int skipped = Math.min(skip, samples.length);
            skip -= skipped;
            produced += samples.length - skipped;
            return louder(Arrays.copyOfRange(samples, skipped, samples.length));
        } catch (CorruptPacketException e) {
            throw damaged("a packet in the Ogg file is not Opus");
        }
    }

    private short[] louder(short[] samples) {
        if (gain != 1) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.clamp(Math.round(samples[i] * gain), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
        return samples;
    }

    /** The last page says where the sound ends, which is seldom at the end of a packet (RFC 7845 §4.4). */
    private void trim(List<short[]> out, long granule) {
        long surplus = produced - Math.max(0, granule - preSkip) / GRANULES_PER_SAMPLE;
        for (int i = out.size() - 1; i >= 0 && surplus > 0; i--) {
            short[] samples = out.get(i);
            int cut = (int) Math.min(surplus, samples.length);
            out.set(i, Arrays.copyOf(samples, samples.length - cut));
            surplus -= cut;
        }
    }

    private static boolean begins(byte[] packet, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
        return packet.length >= wanted.length && Arrays.equals(packet, 0, wanted.length, wanted, 0, wanted.length);
    }
}
