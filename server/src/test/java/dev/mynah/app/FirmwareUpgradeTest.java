package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.Upgrading;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;
import dev.mynah.storage.testing.KillablePostgres;
import dev.mynah.storage.testing.Until;
import dev.mynah.testing.AppImages;
import dev.mynah.testing.FirmwareSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that is upgraded, from its first question to its last, on the real wires. */
class FirmwareUpgradeTest {
    private final FirmwareHttp http = new FirmwareHttp(Duration.ofSeconds(20));
    private final Provisioning provisioning = new Provisioning(http);
    private final Upgrading upgrading = new Upgrading(http);
    private final DeviceProfile before =
            DeviceProfile.of(new DeviceId("02:00:60:00:00:01")).running("2.0.0");

    @Test
    void a_device_fetches_what_it_is_offered_comes_back_with_it_and_is_offered_nothing_more() throws Exception {
        try (RunningServer server = RunningServer.withActivation();
                FirmwareSite people = new FirmwareSite(server)) {
            byte[] image = AppImages.of("2.1.0", 1_500_000);
            people.release(before.board(), image);

            DeviceConfiguration waiting = provisioning.check(before, server.otaUrl());
            assertThat(waiting.firmware()).as("nobody has bound it").isNull();
            assertThat(people.seen(before.id().mac()).path("state").asText()).isIn("", "not_bound");
            server.bind(Objects.requireNonNull(waiting.activation()).code());

            Upgrading.Upgraded after = upgraded(server, before).orElseThrow();
            assertThat(AppImages.sha256(after.image())).isEqualTo(AppImages.sha256(image));
            assertThat(after.device().firmwareVersion()).isEqualTo("2.1.0");

            assertThat(upgraded(server, after.device())).isEmpty();
            assertThat(people.seen(before.id().mac()).path("state").asText()).isEqualTo("up_to_date");
        }
    }

    @Test
    void a_forced_device_goes_back_to_an_older_version_once() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                FirmwareSite people = new FirmwareSite(server)) {
            String image = people.upload(before.board(), AppImages.of("2.0.0", 50_000));
            provisioning.check(before.running("2.2.0"), server.otaUrl());
            people.aim(image, ",\"force\":true,\"device_id\":\"" + before.id() + "\"");

            Upgrading.Upgraded after = upgraded(server, before.running("2.2.0")).orElseThrow();
            assertThat(after.device().firmwareVersion()).isEqualTo("2.0.0");
            assertThat(upgraded(server, after.device())).isEmpty();
            assertThat(upgraded(server, before.running("2.2.0"))).isEmpty();
        }
    }

    @Test
    void an_address_that_was_altered_or_has_expired_opens_nothing() throws Exception {
        try (RunningServer server = RunningServer.withFakes("firmware.address-validity=1s");
                FirmwareSite people = new FirmwareSite(server)) {
            people.release(before.board(), AppImages.of("2.1.0", 5000));
            String url = Objects.requireNonNull(
                            provisioning.check(before, server.otaUrl()).firmware())
                    .url();

            assertThat(status(url.replace("020060000001", "020060000002"))).isEqualTo(404);
            assertThat(status(url.replace(".bin", "x.bin"))).isEqualTo(404);
            Until.so("it expires", () -> status(url) == 403);
        }
    }

    @Test
    void devices_are_offered_firmware_and_fetch_it_while_the_database_is_away(@TempDir Path directory)
            throws Exception {
        try (KillablePostgres postgres = new KillablePostgres(directory.resolve("postgres"));
                RunningServer server = RunningServer.withFakes(
                        "database.url=" + postgres.address().url());
                FirmwareSite people = new FirmwareSite(server)) {
            byte[] image = AppImages.of("2.1.0", 200_000);
            people.release(before.board(), image);

            postgres.stop();

            Upgrading.Upgraded after = upgraded(server, before).orElseThrow();
            assertThat(after.image()).isEqualTo(image);
            assertThat(upgraded(server, after.device())).isEmpty();
        }
    }

    private Optional<Upgrading.Upgraded> upgraded(RunningServer server, DeviceProfile device) throws Exception {
        return upgrading.upgrade(device, provisioning.check(device, server.otaUrl()));
    }

    /** 0 when it opens. */
    private int status(String url) {
        try {
            http.fetch(url);
            return 0;
        } catch (HttpRefusal refused) {
            assertThat(refused.why()).isEqualTo(HttpRefusal.Cause.STATUS);
            return refused.status();
        }
    }
}
