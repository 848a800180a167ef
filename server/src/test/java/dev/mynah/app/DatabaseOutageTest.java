package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.testing.SpokenPhrases;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices go on while the database does not answer, or is gone. */
class DatabaseOutageTest {
    private static final DeviceProfile BOUND = DeviceProfile.of(new DeviceId("02:00:00:00:00:01"));
    private static final DeviceProfile STRANGER = DeviceProfile.of(new DeviceId("02:00:00:00:00:02"));

    private static final DeviceProfile OTHER_STRANGER = DeviceProfile.of(new DeviceId("02:00:00:00:00:03"));

    private final PostgresServer postgres = new PostgresServer();
    private final Address address = postgres.newDatabase();
    private final RunningServer server = RunningServer.withActivation("database.url=" + address.url());
    private final World world = World.real(1);
    private final Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(20)));

    @AfterEach
    void stop() throws Exception {
        world.close();
        server.close();
        postgres.close();
    }

    @Test
    void d7_an_outage_is_never_shown_to_a_bound_device() throws Exception {
        server.model().says("Hello.");
        server.bind(activation(BOUND).code());
        hangs();
        Afterwards.await("stored", () -> server.fleet().registry().unstored() == 0);
        assertThat(server.bind(activation(STRANGER).code()).pairing()).isNotNull();
        isGone();
    }

    private void hangs() throws Exception {
        String token = where(BOUND).token();
        try (FrozenDatabase frozen = FrozenDatabase.of(address)) {
            assertThat(frozen).isNotNull();
            assertThat(where(BOUND).token()).isNotEmpty().isEqualTo(token);
            try (VirtualDevice device = new VirtualDevice(BOUND, DeviceSettings.usual(), world, AudioObserver.NONE)) {
                device.connect(where(BOUND));
                device.say(SpokenPhrases.WHAT_TIME_IS_IT);
                assertThat(device.awaitReply(Duration.ofSeconds(20)).answer()).isEqualTo("Hello.");
            }
            String code = activation(STRANGER).code();
            assertThat(provisioning.activate(STRANGER, server.otaUrl(), "c")).isEqualTo(Provisioning.Answer.PENDING);
            assertThat(activation(STRANGER).code())
                    .as("the code lives in memory")
                    .isEqualTo(code);
            assertThat(server.fleet().registry().unstored())
                    .as("and nobody waited to store anything")
                    .isPositive();
        }
    }

    private void isGone() throws Exception {
        String token = where(BOUND).token();
        postgres.close();
        assertThat(where(BOUND).token()).isEqualTo(token);
        try (VirtualDevice device = new VirtualDevice(BOUND, DeviceSettings.usual(), world, AudioObserver.NONE)) {
            device.connect(where(BOUND));
            assertThat(device.sessionId()).isNotEmpty();
        }
        String code = activation(OTHER_STRANGER).code();
        assertThatThrownBy(() -> server.bind(code)).isInstanceOf(StorageException.class);
        assertThat(activation(OTHER_STRANGER).code()).as("it goes on to hold").isEqualTo(code);
    }

    private DeviceConfiguration.WebSocket where(DeviceProfile device) throws Exception {
        DeviceConfiguration configuration = provisioning.check(device, server.otaUrl());
        assertThat(configuration.activation()).isNull();
        return Objects.requireNonNull(configuration.webSocket());
    }

    private DeviceConfiguration.Activation activation(DeviceProfile device) throws Exception {
        return Objects.requireNonNull(
                provisioning.check(device, server.otaUrl()).activation());
    }
}
