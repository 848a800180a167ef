package dev.mynah.voice;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.voice.audio.FrameAssembler;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.Resampler;
import dev.mynah.voice.audio.SpokenCache;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.tts.TextToSpeech;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns sentences into the packets a device plays. Thread-safe; each call works on its own. */
final class Speaker {
    private final OpusCodec codec;
    private final AudioParams format;
    private final SpokenCache spoken;
    private final Playout playout;

    /** @param format what the server's hello promised the device */
    Speaker(OpusCodec codec, SpokenCache spoken, AudioParams format, Playout playout) {
        this.codec = codec;
        this.spoken = spoken;
        this.format = format;
        this.playout = playout;
    }

    /**
     * Speaks one sentence.
     *
     * @param firstSamples run when the voice's first samples come
     * @throws InterruptedException when the reply was cut
     */
    void say(long epoch, String sentence, Locale language, TextToSpeech voice, Runnable firstSamples)
            throws ProviderException, InterruptedException {
        pass(playout.sentence(epoch, sentence));
        SpokenCache.Sentence key =
                new SpokenCache.Sentence(voice.name(), sentence, format.sampleRate(), format.frameDurationMillis());
        Optional<List<byte[]>> known = spoken.find(key);
        if (known.isPresent()) {
            firstSamples.run();
            for (byte[] packet : known.get()) {
                pass(playout.frame(epoch, packet));
            }
            playout.sentenceEnd(epoch);
            return;
        }
        try (OpusCodec.Encoder encoder = codec.encoder(format.sampleRate(), format.frameDurationMillis())) {
            SpokenCache.Recording recording = spoken.record(key);
            Packets packets = new Packets(epoch, encoder, recording, firstSamples);
            voice.synthesize(sentence, language, packets);
            packets.flush();
            playout.sentenceEnd(epoch);
            recording.complete();
        }
    }

    private static void pass(boolean notFenced) throws InterruptedException {
        if (!notFenced) {
            throw new InterruptedException("The reply was cut");
        }
    }

    private final class Packets implements TextToSpeech.PcmSink {
        private final long epoch;
        private final OpusCodec.Encoder encoder;
        private final SpokenCache.Recording recording;
        private final Runnable firstSamples;
        private final FrameAssembler frames;
        private @Nullable Resampler resampler;

        private Packets(long epoch, OpusCodec.Encoder encoder, SpokenCache.Recording recording, Runnable firstSamples) {
            this.epoch = epoch;
            this.encoder = encoder;
            this.recording = recording;
            this.firstSamples = firstSamples;
            this.frames = new FrameAssembler(encoder.frameSamples());
        }

        @Override
        public void accept(short[] samples, int sampleRate) throws InterruptedException {
            Resampler converter = resampler;
            if (converter == null) {
                firstSamples.run();
                converter = Resampler.aligned(sampleRate, format.sampleRate());
                resampler = converter;
            }
            send(converter.process(samples));
        }

        private void flush() throws InterruptedException {
            if (resampler != null) {
                send(resampler.flush());
            }
            for (short[] frame : frames.flush()) {
                send(encoder.encode(frame));
            }
        }

        private void send(short[] samples) throws InterruptedException {
            for (short[] frame : frames.add(samples)) {
                send(encoder.encode(frame));
            }
        }

        private void send(byte[] packet) throws InterruptedException {
            recording.add(packet);
            pass(playout.frame(epoch, packet));
        }
    }
}
