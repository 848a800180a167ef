package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.voice.audio.WebRtcDetector.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpeechDetectorTest {
    private static final short[] SPOKEN = Voice.say("what will the weather be like tomorrow");

    @ParameterizedTest
    @EnumSource(Mode.class)
    void webrtc_tells_speech_from_silence_in_every_mode(Mode mode) {
        try (SpeechDetector detector = webRtc(mode)) {
            assertThat(share(detector, Sound.noise(-65, 32_000, 1))).isLessThan(0.1);
            assertThat(share(detector, SPOKEN)).isGreaterThan(0.7);
        }
    }

    @Test
    void webrtc_calls_loud_steady_noise_speech_at_first_which_is_why_it_does_not_decide_alone() {
        try (SpeechDetector detector = webRtc(Mode.LOW_BITRATE)) {
            assertThat(share(detector, Sound.noise(-25, 8_000, 1))).isGreaterThan(0.5);
        }
    }

    @Test
    void loudness_tells_speech_from_a_steady_room() {
        try (SpeechDetector detector = new EnergyDetector()) {
            assertThat(share(detector, Sound.noise(-45, 32_000, 1))).isLessThan(0.02);
            assertThat(share(detector, SPOKEN)).isGreaterThan(0.5);
        }
    }

    @Test
    void frames_of_another_size_are_refused() {
        try (SpeechDetector webRtc = webRtc(Mode.AGGRESSIVE);
                SpeechDetector energy = new EnergyDetector()) {
            assertThatIllegalArgumentException().isThrownBy(() -> webRtc.isSpeech(new short[319]));
            assertThatIllegalArgumentException().isThrownBy(() -> energy.isSpeech(new short[321]));
        }
    }

    @Test
    void a_closed_detector_refuses_to_work_and_may_be_closed_again() {
        SpeechDetector detector = webRtc(Mode.QUALITY);
        detector.close();
        detector.close();
        assertThatIllegalStateException().isThrownBy(() -> detector.isSpeech(new short[320]));
    }

    @Test
    void detectors_of_many_streams_do_not_disturb_each_other() throws Exception {
        List<Boolean> alone = verdicts();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Boolean>>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Callable<List<Boolean>> stream = SpeechDetectorTest::verdicts;
                all.add(threads.submit(stream));
            }
            for (Future<List<Boolean>> one : all) {
                assertThat(one.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void a_platform_without_the_native_library_gets_the_detector_by_loudness() {
        assertThat(Fvad.open(() -> {
                    throw new IOException("no library for this platform");
                }))
                .isEmpty();
        assertThat(Fvad.open(() -> {
                    throw new UnsatisfiedLinkError("wrong architecture");
                }))
                .isEmpty();
        try (SpeechDetector any = WebRtcDetector.orEnergy(Mode.AGGRESSIVE)) {
            assertThat(any).isInstanceOfAny(WebRtcDetector.class, EnergyDetector.class);
        }
    }

    private static List<Boolean> verdicts() {
        List<Boolean> verdicts = new ArrayList<>();
        try (SpeechDetector detector = webRtc(Mode.AGGRESSIVE)) {
            new FrameAssembler(320).add(SPOKEN).forEach(frame -> verdicts.add(detector.isSpeech(frame)));
        }
        return verdicts;
    }

    private static SpeechDetector webRtc(Mode mode) {
        assumeTrue(Fvad.load().isPresent(), "libfvad cannot be loaded here");
        return WebRtcDetector.find(mode).orElseThrow();
    }

    private static double share(SpeechDetector detector, short[] samples) {
        List<short[]> frames = new FrameAssembler(320).add(samples);
        return frames.stream().filter(detector::isSpeech).count() / (double) frames.size();
    }
}
