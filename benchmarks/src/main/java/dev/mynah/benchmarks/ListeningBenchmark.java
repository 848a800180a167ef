package dev.mynah.benchmarks;

import dev.mynah.voice.audio.EndpointSettings;
import dev.mynah.voice.audio.Endpointer;
import dev.mynah.voice.audio.SpeechDetector;
import dev.mynah.voice.audio.SpeechEvent;
import dev.mynah.voice.audio.WebRtcDetector;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Telling speech from the rest: the detector alone, and everything that is done for one packet. */
@State(Scope.Thread)
@Warmup(iterations = 1, time = 1)
public class ListeningBenchmark {
    private final Turning<short[]> frames = new Turning<>(Speech.frames(16_000, 20));
    private final Turning<short[]> packets = new Turning<>(Speech.frames(16_000, 60));
    private final SpeechDetector detector = WebRtcDetector.orEnergy(WebRtcDetector.Mode.AGGRESSIVE);
    private final Endpointer endpointer =
            new Endpointer(WebRtcDetector.orEnergy(WebRtcDetector.Mode.AGGRESSIVE), EndpointSettings.DEFAULT);

    @Benchmark
    public boolean detector_20_ms() {
        return detector.isSpeech(frames.next());
    }

    @Benchmark
    public List<SpeechEvent> endpointer_60_ms() {
        return endpointer.accept(packets.next());
    }

    @TearDown
    public void close() {
        detector.close();
        endpointer.close();
    }
}
