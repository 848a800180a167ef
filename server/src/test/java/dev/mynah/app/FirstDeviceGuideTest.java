package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the guide to the first device says, in a shell against a real server, and gets what it says. */
class FirstDeviceGuideTest {
    @TempDir
    Path directory = Path.of("unused");

    @Test
    void every_block_of_the_guide_prints_what_the_guide_says() throws Exception {
        PlayedGuide guide = new PlayedGuide("first-device.md", directory);
        assertThat(guide.size()).isGreaterThan(8);
        try (RunningServer server = RunningServer.withActivation()) {
            guide.play(server, Map.of());
        }
    }
}
