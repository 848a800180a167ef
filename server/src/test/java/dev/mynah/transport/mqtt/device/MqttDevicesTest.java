package dev.mynah.transport.mqtt.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.broker.Access;
import dev.mynah.broker.Arrival;
import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerLimits;
import dev.mynah.broker.BrokerStore;
import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Clients;
import dev.mynah.broker.Delivery;
import dev.mynah.broker.Intake;
import dev.mynah.broker.Message;
import dev.mynah.broker.Peer;
import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.session.Gate;
import dev.mynah.session.MessageLink;
import dev.mynah.session.MessageListener;
import dev.mynah.session.SessionListener;
import dev.mynah.session.SessionRegistry;
import dev.mynah.session.Sessions;
import dev.mynah.testing.VirtualTime;
import dev.mynah.transport.mqtt.ClientListener;
import dev.mynah.transport.udp.PlainDatagrams;
import dev.mynah.transport.udp.UdpAudio;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MqttDevicesTest {
    private static final int ROUNDS = 20_000;
    private static final Principal.Device WHO = new Principal.Device(new DeviceId("02:00:00:00:00:01"), "abc", "host");
    private static final ClientListener.Route ROUTE = new ClientListener.Route("192.0.2.1", "192.0.2.2");

    private final VirtualTime time = new VirtualTime();
    private final Set<MessageLink> reachable = ConcurrentHashMap.newKeySet();
    private final Set<MessageLink> heard = ConcurrentHashMap.newKeySet();
    private final MqttDevices devices = new MqttDevices(new DeviceServices(
            noSessions(),
            new UdpAudio(new SecureRandom(), time, PlainDatagrams.NONE),
            new Reachable(),
            (device, report) -> CompletableFuture.completedFuture(null),
            time,
            "",
            () -> 8884));
    private final Broker broker = new Broker(
            BrokerLimits.usual(10), new Open(), devices, BrokerStore.NONE, time, InstantSource.fixed(Instant.EPOCH));

    MqttDevicesTest() {
        devices.attach(broker);
    }

    private static Sessions noSessions() {
        return new Sessions(
                new SessionRegistry(),
                session -> {
                    throw new AssertionError("nobody says hello here");
                },
                (device, knock) -> new Gate.Decision.Granted(() -> true),
                SessionListener.NONE,
                Runnable::run,
                () -> "s",
                1);
    }

    private static final class Open implements Access {
        @Override
        public boolean mayPublish(Principal who, String topic) {
            return true;
        }

        @Override
        public boolean maySubscribe(Principal who, String filter) {
            return true;
        }
    }

    private final class Reachable implements MessageListener {
        @Override
        public void connected(MessageLink link) {
            reachable.add(link);
        }

        @Override
        public void received(MessageLink link, DeviceMessage.Mcp reply) {
            heard.add(link);
        }

        @Override
        public void disconnected(MessageLink link) {
            reachable.remove(link);
        }
    }

    /** A connection that takes everything. */
    private static final class Connection implements Peer {
        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public boolean fits(Delivery delivery) {
            return true;
        }

        @Override
        public void publish(Delivery delivery, int packetId, boolean again) {}

        @Override
        public void release(int packetId) {}

        @Override
        public void disconnect(Reason reason) {}
    }

    private record Client(ClientSession session, Peer peer) {}

    private Client comes() {
        Peer peer = new Connection();
        Clients.Entrance.Open open =
                (Clients.Entrance.Open) broker.connect(new Arrival("one", WHO, true, 0, null, peer));
        open.session().resume(peer, 10);
        return new Client(open.session(), peer);
    }

    private void connected(Client client) {
        devices.connected(client.session(), client.peer(), WHO, ROUTE);
    }

    private void disconnected(Client client) {
        devices.disconnected(client.session(), client.peer(), WHO, false);
    }

    @Test
    void a_device_that_comes_again_while_its_connection_before_ends_is_heard_and_reached() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService otherLoop = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                Client first = comes();
                connected(first);
                Client second = comes();
                Future<?> ending = otherLoop.submit(() -> {
                    together.await();
                    disconnected(first);
                    return null;
                });
                together.await();
                connected(second);
                ending.get(10, TimeUnit.SECONDS);
                assertThatItIsThere(second);
                disconnected(second);
                assertThat(reachable).isEmpty();
            }
        }
    }

    private void assertThatItIsThere(Client client) {
        heard.clear();
        devices.take(
                WHO,
                client.session(),
                Message.of(DeviceTopics.SERVER, "{\"type\":\"mcp\",\"payload\":{\"id\":1,\"result\":{}}}", 0));
        assertThat(reachable).as("those that can be reached").hasSize(1);
        assertThat(heard).as("those that were heard").isEqualTo(reachable);
        assertThat(devices.take(
                        new Principal.Operator("ann", true),
                        null,
                        Message.of(DeviceTopics.push(WHO.id()), "{\"type\":\"alert\"}", 0)))
                .as("what an operator sends")
                .isEqualTo(Intake.Answer.TAKEN);
    }
}
