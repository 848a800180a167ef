package dev.mynah.benchmarks;

import dev.mynah.voice.audio.Resampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 60 ms of speech to another rate. */
@State(Scope.Thread)
@Warmup(iterations = 1, time = 1)
public class ResamplerBenchmark {
    @Param({"22050-24000", "48000-16000"})
    private String rates;

    private Turning<short[]> frames;
    private Resampler resampler;

    @Setup
    public void open() {
        int dash = rates.indexOf('-');
        int from = Integer.parseInt(rates.substring(0, dash));
        frames = new Turning<>(Speech.frames(from, 60));
        resampler = Resampler.immediate(from, Integer.parseInt(rates.substring(dash + 1)));
    }

    @Benchmark
    public short[] resample_60_ms() {
        return resampler.process(frames.next());
    }
}
