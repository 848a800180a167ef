package dev.mynah.voice.audio.format;

import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.Pcm;
import dev.mynah.voice.audio.Resampler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sound in any of the formats as the listening side wants it: mono at 16 kHz, no longer than a person may speak. Not
 * thread-safe: one for each sound. To be closed, because an Opus decoder may hold native memory.
 */
public final class HeardSound implements AutoCloseable {
    private final SoundDecoder decoder;
    private final long maxSamples;
    private @Nullable Resampler resampler;
    private int rate;
    private long samples;

    /** @param longest more than this is refused */
    public HeardSound(SoundFormat format, SampleFormat bare, OpusCodec codec, Duration longest) {
        this.decoder = decoder(format, bare, codec, longest);
        this.maxSamples = longest.toMillis() * OpusCodec.LISTEN_RATE / 1000;
    }

    /** A whole sound at once. */
    public static short[] read(SoundFormat format, SampleFormat bare, byte[] bytes, OpusCodec codec, Duration longest)
            throws UnreadableSoundException {
        try (HeardSound sound = new HeardSound(format, bare, codec, longest)) {
            return Pcm.join(List.of(sound.accept(bytes), sound.finish()));
        }
    }

    /** Takes the next bytes and returns the samples that are complete with them. */
    public short[] accept(byte[] bytes) throws UnreadableSoundException {
        return convert(decoder.accept(bytes));
    }

    /** Nothing more comes: the last samples. */
    public short[] finish() throws UnreadableSoundException {
        short[] last = convert(decoder.finish());
        return resampler == null ? last : Pcm.join(List.of(last, resampler.flush()));
    }

    /** How long it is so far. */
    public Duration length() {
        return Duration.ofMillis(samples * 1000 / OpusCodec.LISTEN_RATE);
    }

    @Override
    public void close() {
        decoder.close();
    }

    private short[] convert(short[] decoded) throws UnreadableSoundException {
        if (decoded.length == 0) {
            return decoded;
        }
        if (resampler == null) {
            rate = decoder.sampleRate();
            resampler = Resampler.aligned(rate, OpusCodec.LISTEN_RATE);
        }
        samples += (long) decoded.length * OpusCodec.LISTEN_RATE / rate;
        if (samples > maxSamples) {
            throw new UnreadableSoundException(
                    UnreadableSoundException.Kind.TOO_LONG,
                    "it is longer than " + maxSamples / OpusCodec.LISTEN_RATE + " s");
        }
        return resampler.process(decoded);
    }

    private static SoundDecoder decoder(SoundFormat format, SampleFormat bare, OpusCodec codec, Duration longest) {
        return switch (format) {
            case WAV -> new WavDecoder((int) Math.min(longest.toMillis() * 192, 1 << 26));
            case PCM -> new PcmDecoder(bare);
            case MP3 -> new Mp3Decoder();
            case OPUS -> new OpusDecoder(codec);
        };
    }
}
