package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.testing.AppImages;
import dev.mynah.testing.FirmwareSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the guide to firmware says, in a shell against a real server, and gets what it says. */
class FirmwareGuideTest {
    @TempDir
    Path directory = Path.of("unused");

    @Test
    void every_block_of_the_guide_prints_what_the_guide_says() throws Exception {
        PlayedGuide guide = new PlayedGuide("firmware.md", directory);
        assertThat(guide.size()).isGreaterThan(5);
        Path image = Files.write(directory.resolve("xiaozhi.bin"), AppImages.of("2.5.0", 900_000));
        try (RunningServer server = RunningServer.withFakes();
                FirmwareSite people = new FirmwareSite(server)) {
            DeviceId device = new DeviceId("aa:bb:cc:dd:ee:60");
            server.fleet().registry().met(device);
            server.fleet().registry().describes(device, "bread-compact-wifi", "esp32s3", "2.4.2");

            guide.play(server, Map.of("IMAGE", image.toString(), "ACCESS", people.token(), "MAC", device.mac()));
        }
    }
}
