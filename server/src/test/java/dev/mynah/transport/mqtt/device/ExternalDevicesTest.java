package dev.mynah.transport.mqtt.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.mqtt.ClientId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.TopicReport;
import dev.mynah.session.MessageLink;
import dev.mynah.session.MessageListener;
import dev.mynah.session.SessionListener;
import dev.mynah.session.SessionRegistry;
import dev.mynah.session.Sessions;
import dev.mynah.testing.VirtualTime;
import dev.mynah.transport.udp.PlainDatagrams;
import dev.mynah.transport.udp.UdpAudio;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ExternalDevicesTest {
    private static final DeviceId WANTED = new DeviceId("02:00:00:00:00:01");
    private static final ClientId CLIENT = new ClientId("default", WANTED, "abc");

    private final VirtualTime time = new VirtualTime();
    private final List<String> published = new ArrayList<>();
    private final List<DeviceId> reachable = new ArrayList<>();
    private final List<TopicReport> reports = new ArrayList<>();
    private final AtomicReference<CompletableFuture<Void>> safe =
            new AtomicReference<>(CompletableFuture.completedFuture(null));
    private final ExternalDevices devices = new ExternalDevices(
            new DeviceServices(
                    noSessions(),
                    new UdpAudio(new SecureRandom(), time, PlainDatagrams.NONE),
                    new Reachable(),
                    (device, report) -> {
                        reports.add(report);
                        return safe.get();
                    },
                    time,
                    "",
                    () -> 8884),
            (device, uuid) -> device.equals(WANTED) && (uuid.isEmpty() || uuid.equals("abc")),
            "192.0.2.1",
            2);

    ExternalDevicesTest() {
        devices.attach(new ExternalOutlet() {
            @Override
            public boolean connected() {
                return true;
            }

            @Override
            public boolean publish(String topic, byte[] payload, int qos) {
                published.add(topic);
                return true;
            }
        });
    }

    private Sessions noSessions() {
        return new Sessions(
                new SessionRegistry(),
                session -> {
                    throw new AssertionError("nobody says hello here");
                },
                (device, knock) -> new dev.mynah.session.Gate.Decision.Granted(() -> true),
                SessionListener.NONE,
                Runnable::run,
                () -> "s",
                1);
    }

    private final class Reachable implements MessageListener {
        @Override
        public void connected(MessageLink link) {
            reachable.add(link.device());
        }

        @Override
        public void received(MessageLink link, DeviceMessage.Mcp reply) {}

        @Override
        public void disconnected(MessageLink link) {
            reachable.remove(link.device());
        }
    }

    private CompletableFuture<?> receive(String topic, String text) {
        return devices.received(topic, text.getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
    }

    @Test
    void a_device_is_there_from_its_first_message_until_it_is_silent_for_long() {
        receive(DeviceTopics.server(CLIENT), "{}");
        assertThat(reachable).containsExactly(WANTED);
        time.pass(ExternalDevices.SILENCE.minusSeconds(1));
        devices.check();
        assertThat(reachable).containsExactly(WANTED);
        time.pass(Duration.ofSeconds(2));
        devices.check();
        assertThat(reachable).isEmpty();
        assertThat(published).contains("xiaozhi/events/device_connected", "xiaozhi/events/device_disconnected");
    }

    @Test
    void a_broker_that_tells_who_goes_is_believed_instead() {
        devices.present(CLIENT.toString());
        time.pass(ExternalDevices.SILENCE.multipliedBy(2));
        devices.check();
        assertThat(reachable).containsExactly(WANTED);
        devices.gone(CLIENT.toString());
        assertThat(reachable).isEmpty();
    }

    @Test
    void a_lost_broker_takes_its_devices_along() {
        receive(DeviceTopics.server(CLIENT), "{}");
        devices.brokerLost();
        assertThat(reachable).isEmpty();
        receive(DeviceTopics.server(CLIENT), "{}");
        assertThat(reachable).containsExactly(WANTED);
    }

    @Test
    void whoever_is_not_wanted_is_not_heard() {
        receive(DeviceTopics.server(new ClientId("default", new DeviceId("02:00:00:00:00:02"), "abc")), "{}");
        receive(DeviceTopics.server(new ClientId("default", WANTED, "guessed")), "{}");
        receive("device-server/GID_x@@@02_00_00_00_00_01", "{}");
        receive("xiaozhi/status/02:00:00:00:00:02", "{\"status\":\"online\"}");
        receive("xiaozhi/events/voice_command", "{\"event\":\"x\"}");
        assertThat(reachable).isEmpty();
        assertThat(reports).isEmpty();
        assertThat(devices.refused()).isEqualTo(4);
    }

    @Test
    void a_report_is_acknowledged_when_it_is_safe() {
        safe.set(new CompletableFuture<>());
        CompletableFuture<?> told = receive("xiaozhi/status/02_00_00_00_00_01", "{\"status\":\"online\"}");
        assertThat(reports).hasSize(1);
        assertThat(told).isNotDone();
        safe.get().complete(null);
        assertThat(told).isCompleted();
        assertThat(devices.spelling(WANTED)).isEqualTo("02_00_00_00_00_01");
    }

    @Test
    void what_the_server_itself_announces_does_not_come_back_as_a_report() {
        receive("xiaozhi/events/02:00:00:00:00:01/device_connected", "{\"event\":\"device_connected\"}");
        assertThat(reports).isEmpty();
        assertThat(devices.refused()).isZero();
    }
}
