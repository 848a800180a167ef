package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With people's voices, where Debian's package pocketsphinx-testdata is installed. */
class RealVoicesTest {
    private static final Path CLIPS = Path.of("/usr/share/pocketsphinx/test/data");

    @ParameterizedTest
    @ValueSource(doubles = {-60, -50, -45})
    void people_are_heard_whole_whatever_the_room(double room) throws IOException {
        for (Path clip : clips()) {
            short[] spoken = Sound.atLevel(-25, samples(clip));
            short[] in = Sound.join(Sound.silence(16_000), spoken, Sound.silence(24_000));
            List<SpeechEvent> events = hear(Sound.sum(in, Sound.noise(room, in.length, 3)));
            assertThat(events).as(clip.toString()).isNotEmpty();
            assertThat(events.getLast()).as(clip.toString()).isInstanceOf(SpeechEvent.SpeechStopped.class);
            assertThat(lost(spoken, events))
                    .as("%s: loud frames not heard", clip)
                    .isLessThan(0.01);
        }
    }

    /** Share of the loud frames of the clip that lie in no utterance. */
    private static double lost(short[] spoken, List<SpeechEvent> events) {
        boolean[] heard = new boolean[16_000 + spoken.length + 24_000];
        int from = 0;
        for (SpeechEvent event : events) {
            switch (event) {
                case SpeechEvent.SpeechStarted started ->
                    from = (int) Math.max(0, started.at().samples() - 16 * 400);
                case SpeechEvent.SpeechContinues _ -> {}
                case SpeechEvent.SpeechStopped stopped ->
                    Arrays.fill(heard, from, (int) stopped.at().samples(), true);
            }
        }
        int loud = 0;
        int lost = 0;
        for (int at = 0; at + 320 <= spoken.length; at += 320) {
            if (NoiseFloor.level(Arrays.copyOfRange(spoken, at, at + 320)) > -35) {
                loud++;
                lost += heard[16_000 + at] ? 0 : 1;
            }
        }
        return (double) lost / loud;
    }

    private static List<SpeechEvent> hear(short[] in) {
        SpeechDetector detector = WebRtcDetector.orEnergy(WebRtcDetector.Mode.AGGRESSIVE);
        try (Endpointer endpointer = new Endpointer(detector, EndpointSettings.DEFAULT)) {
            return EndpointerTest.feed(endpointer, in, 960);
        }
    }

    private static List<Path> clips() throws IOException {
        assumeTrue(Files.isDirectory(CLIPS), "pocketsphinx-testdata is not installed");
        try (var files = Files.walk(CLIPS)) {
            List<Path> clips = new ArrayList<>(files.filter(file ->
                            file.toString().endsWith(".raw") || file.toString().endsWith(".wav"))
                    .sorted()
                    .toList());
            assertThat(clips).hasSizeGreaterThan(5);
            return clips;
        }
    }

    private static short[] samples(Path clip) throws IOException {
        if (clip.toString().endsWith(".raw")) {
            return Pcm.samples(Files.readAllBytes(clip));
        }
        try (InputStream in = Files.newInputStream(clip)) {
            return WavFile.read(in).at(16_000).samples();
        }
    }
}
