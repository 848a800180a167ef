package dev.mynah.voice.audio.format;

import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.Pcm;
import dev.mynah.voice.audio.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes the files in which apps get speech (documented protocols §8). Stateless and thread-safe. */
public final class SoundFiles {
    /** Rate of WAV and MP3 files, in Hz. */
    public static final int FILE_RATE = 22_050;

    private static final int MP3_KBITS = 128;
    private static final int OPUS_RATE = 24_000;

    private final OpusCodec codec;

    public SoundFiles(OpusCodec codec) {
        this.codec = codec;
    }

    /** Speech as a file: WAV at 22.05 kHz, MP3 at 128 kbit/s, Opus in Ogg, or the bare samples at 22.05 kHz. */
    public byte[] write(WavFile sound, SoundFormat format) {
        return switch (format) {
            case WAV -> wav(sound.at(FILE_RATE));
            case PCM -> Pcm.bytes(sound.at(FILE_RATE).samples());
            case MP3 -> Mp3Writer.write(sound.at(FILE_RATE).samples(), FILE_RATE, MP3_KBITS);
            case OPUS ->
                new OggOpusWriter(sound.samples().length)
                        .write(sound.at(OPUS_RATE).samples(), OPUS_RATE, codec);
        };
    }

    private static byte[] wav(WavFile sound) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            sound.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }
}
