package dev.mynah.benchmarks;

import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.OpusCodecs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One downlink packet: 60 ms of speech at 24 kHz. */
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
public class OpusEncodeBenchmark {
    @Param({"CONCENTUS", "LIBOPUS"})
    private OpusCodecs.Choice codec;

    @Param({"0", "5"})
    private int complexity;

    private final Turning<short[]> frames = new Turning<>(Speech.frames(24_000, 60));
    private OpusCodec.Encoder encoder;

    @Setup
    public void open() {
        encoder = OpusCodecs.choose(codec, complexity).encoder(24_000, 60);
    }

    @Benchmark
    public byte[] encode_24_kHz_60_ms() {
        return encoder.encode(frames.next());
    }

    @TearDown
    public void close() {
        encoder.close();
    }
}
