package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mynah.device.Presence;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.session.SessionEnd;
import dev.mynah.simulator.device.Activating;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HandshakeRefused;
import dev.mynah.testing.SpokenPhrases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A device from its first boot to its removal, through the whole server with virtual devices that behave like firmware. */
class DeviceLifecycleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DeviceId ID = new DeviceId("02:00:00:00:00:01");
    private static final DeviceProfile DEVICE = DeviceProfile.of(ID);
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private final RunningServer server = RunningServer.withActivation();
    private final World world = World.real(1);
    private final Provisioning provisioning = new Provisioning(new FirmwareHttp(PATIENCE));
    private final List<String> announced = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        world.close();
        server.close();
    }

    @Test
    void a_device_is_activated_as_firmware_does_it_and_talks() throws Exception {
        server.model().says("Hello.");
        try (VirtualDevice device = connected(DEVICE)) {
            assertThat(announced).hasSize(1);
            assertThat(pauses).as("bound at once, asked once").isEmpty();
            device.say(SpokenPhrases.WHAT_TIME_IS_IT);
            assertThat(device.awaitReply(PATIENCE).answer()).isEqualTo("Hello.");
            assertThat(device.violations()).isEmpty();
        }
        try (VirtualDevice again = connected(DEVICE)) {
            assertThat(announced).as("the next boot needs nobody").hasSize(1);
            assertThat(again.sessionId()).isNotEmpty();
        }
        assertThat(server.actions()).containsExactly("device.bound");
    }

    @Test
    void a_device_that_waits_for_its_person_asks_every_three_seconds() throws Exception {
        DeviceConfiguration first = provisioning.check(DEVICE, server.otaUrl());
        Activating activating =
                new Activating(provisioning, (device, activation) -> announced.add(activation.code()), duration -> {
                    pauses.add(duration);
                    if (pauses.size() == 14) {
                        server.bind(announced.getLast());
                    }
                });
        DeviceConfiguration configuration = activating.activated(DEVICE, server.otaUrl(), first);
        assertThat(configuration.activation()).isNull();
        assertThat(pauses).hasSize(14).allMatch(Duration.ofSeconds(3)::equals);
        assertThat(announced)
                .as("announced again after ten questions, with the same code")
                .hasSize(2);
        assertThat(announced.getFirst()).isEqualTo(announced.getLast());
    }

    @Test
    void an_unbound_device_is_refused_at_the_upgrade() throws Exception {
        DeviceConfiguration configuration = provisioning.check(DEVICE, server.otaUrl());
        try (VirtualDevice device = device(DEVICE)) {
            assertThatThrownBy(() -> device.connect(where(configuration)))
                    .isInstanceOf(HandshakeRefused.class)
                    .hasMessageContaining("401");
        }
        assertThat(server.fleet().registry().size()).isZero();
    }

    @Test
    void a_device_whose_tokens_are_revoked_is_cut_off_and_shows_a_code() throws Exception {
        try (VirtualDevice device = connected(DEVICE)) {
            DeviceConfiguration.WebSocket had = where(provisioning.check(DEVICE, server.otaUrl()));
            server.revoke(ID);
            gone(device);
            assertThat(presence().leftFor()).isEqualTo(SessionEnd.UNBOUND);
            assertThatThrownBy(() -> device.connect(had)).isInstanceOf(HandshakeRefused.class);
        }
        assertThat(provisioning.check(DEVICE, server.otaUrl()).activation()).isNotNull();
    }

    @Test
    void a_removed_device_is_cut_off_and_forgotten() throws Exception {
        try (VirtualDevice device = connected(DEVICE)) {
            server.remove(ID);
            gone(device);
        }
        assertThat(server.fleet().registry().find(ID)).isEmpty();
        Afterwards.await("sessions", () -> server.sessions().size() == 0);
    }

    @Test
    void a_device_that_was_flashed_anew_takes_over_once_its_owner_enters_its_code() throws Exception {
        DeviceProfile flashed = DEVICE.flashedAnew("00000000-0000-4000-8000-000000000000");
        try (VirtualDevice before = connected(DEVICE)) {
            DeviceConfiguration stranger = provisioning.check(flashed, server.otaUrl());
            assertThat(stranger.activation()).isNotNull();
            assertThat(where(stranger).token()).isEmpty();
            assertThat(server.sessions().of(ID)).as("the bound one goes on").isPresent();
            try (VirtualDevice after = connected(flashed)) {
                gone(before);
                assertThat(after.sessionId()).isNotEmpty();
            }
        }
        assertThat(server.actions()).containsExactly("device.bound", "device.repaired");
    }

    @Test
    void a_device_that_proved_its_serial_number_comes_back_by_itself() throws Exception {
        server.importSerial("SN-1", KEY);
        DeviceProfile burnt = DEVICE.with(new DeviceProfile.Fuses("SN-1", KEY));
        DeviceConfiguration first = provisioning.check(burnt, server.otaUrl());
        Activating activating =
                new Activating(provisioning, (device, activation) -> announced.add(activation.code()), duration -> {
                    pauses.add(duration);
                    server.bind(announced.getLast());
                });
        activating.activated(burnt, server.otaUrl(), first);
        assertThat(pauses).as("asked once, with its proof, before it was bound").hasSize(1);

        DeviceProfile flashed = burnt.flashedAnew("00000000-0000-4000-8000-000000000000");
        Activating alone = new Activating(provisioning, (device, activation) -> {}, duration -> {
            throw new AssertionError("nobody has to wait");
        });
        DeviceConfiguration again =
                alone.activated(flashed, server.otaUrl(), provisioning.check(flashed, server.otaUrl()));
        assertThat(where(again).token()).isNotEmpty();
        assertThat(server.actions()).endsWith("device.readmitted");
    }

    @Test
    void j3_nothing_that_people_do_with_a_device_ends_its_own_channel_but_taking_it_away() throws Exception {
        try (VirtualDevice device = connected(DEVICE)) {
            server.rotate(ID);
            server.rename(ID, "Kitchen");
            provisioning.check(DEVICE, server.otaUrl());
            assertThat(server.sessions().of(ID)).isPresent();
            device.listen(dev.mynah.protocol.ListenMode.MANUAL);
            device.stopListening();
            assertThat(device.violations()).isEmpty();
        }
    }

    @Test
    void presence_follows_the_channel() throws Exception {
        try (VirtualDevice device = connected(DEVICE)) {
            Presence there = presence();
            assertThat(there.online()).isTrue();
            assertThat(there.transport()).isEqualTo("websocket");
            assertThat(there.since()).isNotNull();
            assertThat(there.leftFor()).isNull();
        }
        Afterwards.await("offline", () -> !presence().online());
        assertThat(presence().leftFor()).isEqualTo(SessionEnd.DEVICE_LEFT);
        assertThat(presence().lastSeen()).isNotNull();
    }

    @Test
    void j1_whoever_knows_only_the_address_gets_nothing() throws Exception {
        try (VirtualDevice device = connected(DEVICE)) {
            DeviceProfile impostor = DEVICE.flashedAnew("impostor");
            DeviceConfiguration.WebSocket where = where(provisioning.check(impostor, server.otaUrl()));
            try (VirtualDevice intruder = device(impostor)) {
                assertThatThrownBy(() -> intruder.connect(where)).isInstanceOf(HandshakeRefused.class);
            }
            assertThat(server.sessions().of(ID).orElseThrow().id()).isEqualTo(device.sessionId());
        }
    }

    @Test
    void j13_neither_codes_nor_tokens_nor_client_ids_get_into_the_log() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger("dev.mynah");
        Level before = root.getLevel();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try (VirtualDevice device = connected(DEVICE)) {
            String token = where(provisioning.check(DEVICE, server.otaUrl())).token();
            server.rotate(ID);
            server.revoke(ID);
            gone(device);
            assertThatThrownBy(() -> device.connect(where(provisioning.check(DEVICE, server.otaUrl()))))
                    .isInstanceOf(HandshakeRefused.class);
            List<String> lines =
                    log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            assertThat(lines)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(token.substring(0, 20))
                            || line.contains(token.substring(30))
                            || line.contains(announced.getFirst())
                            || line.contains(DEVICE.clientId()));
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
    }

    private VirtualDevice connected(DeviceProfile profile) throws Exception {
        Activating activating = new Activating(
                provisioning,
                (device, activation) -> {
                    announced.add(activation.code());
                    server.bind(activation.code());
                },
                pauses::add);
        DeviceConfiguration configuration =
                activating.activated(profile, server.otaUrl(), provisioning.check(profile, server.otaUrl()));
        VirtualDevice device = device(profile);
        device.connect(where(configuration));
        Afterwards.await("online", () -> presence().online());
        return device;
    }

    private VirtualDevice device(DeviceProfile profile) {
        return new VirtualDevice(profile, DeviceSettings.usual(), world, AudioObserver.NONE);
    }

    private void gone(VirtualDevice device) throws InterruptedException {
        Afterwards.await("no channel", () -> server.sessions()
                .of(ID)
                .filter(session -> session.id().equals(device.sessionId()))
                .isEmpty());
        Afterwards.await(
                "the end is noted",
                () -> server.fleet()
                                .registry()
                                .known(ID)
                                .map(known -> known.presence())
                                .filter(Presence::online)
                                .isEmpty()
                        || server.sessions().of(ID).isPresent());
    }

    private Presence presence() {
        return server.fleet().registry().known(ID).orElseThrow().presence();
    }

    private static DeviceConfiguration.WebSocket where(DeviceConfiguration configuration) {
        return Objects.requireNonNull(configuration.webSocket());
    }
}
