package dev.mynah.voice.audio.format;

import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.OpusCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Opus as it comes: an Ogg file when it begins like one, else one bare packet in every piece. */
final class OpusDecoder implements SoundDecoder {
    private static final byte[] OGG = "OggS".getBytes(StandardCharsets.US_ASCII);

    private final OpusCodec codec;
    private @Nullable OggOpusDecoder ogg;
    private OpusCodec.@Nullable Decoder bare;

    OpusDecoder(OpusCodec codec) {
        this.codec = codec;
    }

    @Override
    public short[] accept(byte[] piece) throws UnreadableSoundException {
        if (ogg == null && bare == null && piece.length > 0) {
            begin(piece);
        }
        if (ogg != null) {
            return ogg.accept(piece);
        }
        return bare == null ? new short[0] : decode(bare, piece);
    }

    @Override
    public short[] finish() throws UnreadableSoundException {
        return ogg == null ? new short[0] : ogg.finish();
    }

    @Override
    public int sampleRate() {
        return OpusCodec.LISTEN_RATE;
    }

    @Override
    public void close() {
        if (ogg != null) {
            ogg.close();
        }
        if (bare != null) {
            bare.close();
        }
    }

    private void begin(byte[] piece) {
        int compared = Math.min(OGG.length, piece.length);
        if (Arrays.equals(piece, 0, compared, OGG, 0, compared)) {
            ogg = new OggOpusDecoder(codec);
        } else {
            bare = codec.decoder();
        }
    }

    private static short[] decode(OpusCodec.Decoder decoder, byte[] packet) throws UnreadableSoundException {
        try {
            return decoder.decode(packet);
        } catch (CorruptPacketException e) {
            throw new UnreadableSoundException(
                    UnreadableSoundException.Kind.NOT_THIS_FORMAT, "it is neither an Ogg file nor an Opus packet");
        }
    }
}
