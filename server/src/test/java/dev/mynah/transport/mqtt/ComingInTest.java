package dev.mynah.transport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.ClientId;
import dev.mynah.protocol.mqtt.DeviceCredential;
import dev.mynah.testing.MqttWire;
import dev.mynah.testing.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, on the wire. */
class ComingInTest {
    private static final DeviceId DEVICE = new DeviceId("02:00:00:00:00:01");
    private static final ClientId CLIENT = new ClientId("default", DEVICE, "c7d0f6a1-4b1e-4f43-9a55-0d9a4f0f2b10");
    private static final DeviceCredential CREDENTIAL =
            DeviceCredential.issue(RunningBroker.KEY, CLIENT, new DeviceCredential.Claims("192.0.2.7", "192.0.2.10"));
    private static final ConnectionSettings FIVE_STRANGERS =
            new ConnectionSettings(100, 5, Duration.ofMinutes(1), 8192, 65_536, 200, Duration.ofSeconds(30));

    /** The first packet of the answer, which must be a CONNACK, and then the end; returns its code. */
    private static int refusal(MqttWire wire) throws Exception {
        wire.awaitEnd();
        assertThat(wire.all()).extracting(MqttWire.Packet::type).containsExactly(MqttWire.CONNACK, MqttWire.END);
        return wire.all().getFirst().body()[1] & 0xFF;
    }

    private static int refused(RunningBroker broker, String clientId, String username, String password)
            throws Exception {
        try (MqttWire wire = MqttWire.open(broker.port())) {
            wire.connect(clientId, username, password, 60, true);
            return refusal(wire);
        }
    }

    private static MqttWire device(RunningBroker broker) throws Exception {
        return MqttWire.connect(broker.port(), CREDENTIAL.clientId(), CREDENTIAL.username(), CREDENTIAL.password());
    }

    static void await(BooleanSupplier wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void a_device_comes_in_with_the_credential_it_was_given() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire device = device(broker)) {
            assertThat(device.afterPing()).hasSize(2);
        }
    }

    @Test
    void d16_an_identifier_of_two_parts_needs_a_password_like_any_other() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire nothing = MqttWire.open(broker.port())) {
            String two = "GID_default@@@02_00_00_00_00_01";
            assertThat(refused(broker, two, "x", "y")).isEqualTo(2);
            assertThat(refused(broker, two, "x", RunningBroker.PASSWORD)).isEqualTo(2);
            nothing.connect(two, null, null, 60, true);
            assertThat(refusal(nothing)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GID_default@@@02_00_00_00_00_01@@@u@@@more",
                "GID_default@@@02:00:00:00:00:01@@@u",
                "GID_@@@02_00_00_00_00_01@@@u",
                "default@@@02_00_00_00_00_01@@@u",
                "GID_default@@@02_00_00_00_00@@@u",
                "GID_default@@@02_00_00_00_00_01@@@",
                "GID_"
            })
    void what_only_looks_like_a_devices_identifier_comes_in_with_nothing(String clientId) throws Exception {
        try (RunningBroker broker = new RunningBroker()) {
            assertThat(refused(broker, clientId, "x", RunningBroker.PASSWORD)).isEqualTo(2);
        }
    }

    @Test
    void d18_the_answer_to_a_wrong_password_is_no_and_nothing_before_it() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire nothing = MqttWire.open(broker.port());
                MqttWire five = MqttWire.open(broker.port())) {
            String id = CREDENTIAL.clientId();
            assertThat(refused(broker, id, CREDENTIAL.username(), "wrong")).isEqualTo(4);
            assertThat(refused(broker, id, "e30=", CREDENTIAL.password())).isEqualTo(4);
            String other = id.replace("00_01", "00_02");
            assertThat(refused(broker, other, CREDENTIAL.username(), CREDENTIAL.password()))
                    .isEqualTo(4);
            assertThat(refused(broker, "watcher", "ann", "wrong")).isEqualTo(4);
            nothing.connect("watcher", null, null, 60, true);
            assertThat(refusal(nothing)).isEqualTo(4);
            five.connect5("watcher", "ann", "wrong", true, "");
            assertThat(refusal(five)).isEqualTo(0x86);
        }
    }

    @Test
    void a_device_that_is_not_wanted_is_told_so() throws Exception {
        RunningBroker.Options options = new RunningBroker.Options().gate((device, uuid) -> false);
        try (RunningBroker broker = new RunningBroker(options)) {
            assertThat(refused(broker, CREDENTIAL.clientId(), CREDENTIAL.username(), CREDENTIAL.password()))
                    .isEqualTo(5);
        }
    }

    @Test
    void other_devices_come_in_with_their_token_and_operators_with_a_key_as_password_or_name() throws Exception {
        RunningBroker.Options options = new RunningBroker.Options()
                .tokens((username, token) -> token.equals("token") ? DeviceId.parse(username) : Optional.empty());
        try (RunningBroker broker = new RunningBroker(options);
                MqttWire token = MqttWire.connect(broker.port(), "kitchen", "02:00:00:00:00:05", "token");
                MqttWire named = MqttWire.open(broker.port())) {
            named.connect("watcher", RunningBroker.PASSWORD, null, 60, true);
            assertThat(named.await(MqttWire.CONNACK).body()[1]).isZero();
            assertThat(broker.broker().sessionsOf("device 02:00:00:00:00:05")).hasSize(1);
            assertThat(token.afterPing()).hasSize(2);
        }
    }

    @Test
    void nobody_takes_over_the_identifier_of_somebody_else() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire ann = MqttWire.connect(broker.port(), "same", "ann", RunningBroker.PASSWORD)) {
            assertThat(refused(broker, "same", "bob", RunningBroker.PASSWORD)).isEqualTo(2);
            assertThat(ann.afterPing()).hasSize(2);
        }
    }

    @Test
    void whoever_guesses_too_often_is_not_looked_at_for_a_while() throws Exception {
        VirtualTime time = new VirtualTime();
        BlockingQueue<String> looked = new LinkedBlockingQueue<>();
        RunningBroker.Options options = new RunningBroker.Options()
                .time(time)
                .operators((username, password, address) -> {
                    looked.add(address);
                    return CompletableFuture.completedStage(Optional.empty());
                });
        try (RunningBroker broker = new RunningBroker(options);
                MqttWire five = MqttWire.open(broker.port())) {
            for (int i = 0; i < Attempts.MAX_FAILURES; i++) {
                assertThat(refused(broker, "guess", "ann", "guess" + i)).isEqualTo(4);
            }
            int before = looked.size();
            assertThat(refused(broker, "guess", "ann", "guess")).isEqualTo(3);
            assertThat(looked).hasSize(before);
            five.connect5("guess", "ann", "guess", true, "");
            assertThat(refusal(five)).isEqualTo(Reason.CONNECTION_RATE_EXCEEDED.code());
            time.pass(Attempts.PERIOD);
            assertThat(refused(broker, "guess", "ann", "guess")).isEqualTo(4);
        }
    }

    @Test
    void what_follows_a_connect_at_once_waits_for_the_decision_about_it() throws Exception {
        CompletableFuture<Optional<Principal.Operator>> decision = new CompletableFuture<>();
        RunningBroker.Options options =
                new RunningBroker.Options().operators((username, password, address) -> decision);
        try (RunningBroker broker = new RunningBroker(options);
                MqttWire wire = MqttWire.open(broker.port())) {
            wire.connect("eager", "ann", "x", 60, true);
            wire.packet(0x82, new MqttWire.Body().two(1).text("a").one(1));
            wire.publish("a", "hello", 1, 7);
            assertThat(wire.next(any -> true, 100)).isEmpty();
            decision.complete(Optional.of(new Principal.Operator("ann", true)));
            wire.await(MqttWire.CONNACK);
            wire.await(MqttWire.SUBACK);
            assertThat(wire.await(MqttWire.PUBLISH).text()).isEqualTo("hello");
        }
    }

    @Test
    void a_decision_that_fails_or_never_comes_keeps_the_client_out() throws Exception {
        VirtualTime time = new VirtualTime();
        RunningBroker.Options options = new RunningBroker.Options()
                .time(time)
                .operators((username, password, address) -> username.equals("late")
                        ? new CompletableFuture<>()
                        : CompletableFuture.failedStage(new IllegalStateException("no database")));
        try (RunningBroker broker = new RunningBroker(options)) {
            assertThat(refused(broker, "c", "ann", "x")).isEqualTo(3);
            try (MqttWire late = MqttWire.open(broker.port())) {
                await(() -> broker.listeners().connections() == 1);
                late.connect("c", "late", "x", 60, true);
                assertThat(late.next(any -> true, 50)).isEmpty();
                time.pass(Duration.ofSeconds(11));
                late.awaitEnd();
                assertThat(late.all(MqttWire.CONNACK)).isEmpty();
            }
        }
    }

    @Test
    void a_connection_without_a_connect_is_closed_however_slowly_it_sends_one() throws Exception {
        VirtualTime time = new VirtualTime();
        try (RunningBroker broker = new RunningBroker(new RunningBroker.Options().time(time));
                MqttWire silent = MqttWire.open(broker.port());
                MqttWire slow = MqttWire.open(broker.port())) {
            await(() -> broker.listeners().connections() == 2);
            MqttWire.Body body =
                    new MqttWire.Body().text("MQTT").one(4).one(2).two(60).text("slow");
            byte[] connect = body.packet(0x10);
            for (int i = 0; i < 12; i++) {
                slow.send(new byte[] {connect[i]});
                time.pass(Duration.ofSeconds(1));
            }
            silent.awaitEnd();
            slow.awaitEnd();
            assertThat(slow.all(MqttWire.CONNACK)).isEmpty();
        }
    }

    @Test
    void only_so_many_are_let_stand_at_the_door() throws Exception {
        try (RunningBroker broker = new RunningBroker(new RunningBroker.Options().settings(FIVE_STRANGERS))) {
            MqttWire[] strangers = new MqttWire[5];
            for (int i = 0; i < strangers.length; i++) {
                strangers[i] = MqttWire.open(broker.port());
            }
            await(() -> broker.listeners().connections() == 5);
            try (MqttWire more = MqttWire.open(broker.port())) {
                more.awaitEnd();
            }
            assertThat(broker.listeners().turnedAway()).isEqualTo(1);
            strangers[0].close();
            await(() -> broker.listeners().connections() == 4);
            try (MqttWire welcome = MqttWire.connect(broker.port(), "c", "ann", RunningBroker.PASSWORD)) {
                assertThat(welcome.afterPing()).hasSize(2);
            }
            for (MqttWire stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void many_devices_that_come_in_at_once_are_no_strangers() throws Exception {
        try (RunningBroker broker = new RunningBroker(new RunningBroker.Options().settings(FIVE_STRANGERS))) {
            MqttWire[] clients = new MqttWire[40];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = MqttWire.connect(broker.port(), "c" + i, "ann", RunningBroker.PASSWORD);
            }
            assertThat(broker.listeners().connections()).isEqualTo(40);
            for (MqttWire client : clients) {
                client.close();
            }
        }
    }

    @Test
    void clients_without_a_name_get_one_where_that_is_allowed() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire four = MqttWire.open(broker.port());
                MqttWire kept = MqttWire.open(broker.port());
                MqttWire five = MqttWire.open(broker.port())) {
            four.connect("", "ann", RunningBroker.PASSWORD, 60, true);
            assertThat(four.await(MqttWire.CONNACK).body()[1]).isZero();
            kept.connect("", "ann", RunningBroker.PASSWORD, 60, false);
            assertThat(refusal(kept)).isEqualTo(2);
            five.connect5("", "ann", RunningBroker.PASSWORD, true, "");
            byte[] answer = five.await(MqttWire.CONNACK).body();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("auto-");
            assertThat(refused(broker, "x".repeat(300), "ann", RunningBroker.PASSWORD))
                    .isEqualTo(2);
        }
    }

    @Test
    void other_versions_and_ways_of_proving_oneself_are_refused_in_their_own_words() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire six = MqttWire.open(broker.port());
                MqttWire three = MqttWire.open(broker.port());
                MqttWire stepwise = MqttWire.open(broker.port())) {
            six.hex("100d 0004 4d515454 06 02 003c 0001 61");
            assertThat(refusal(six)).isEqualTo(1);
            MqttWire.Body old = new MqttWire.Body().text("MQIsdp").one(3).one(0xC2);
            three.packet(0x10, old.two(60).text("old").text("ann").text(RunningBroker.PASSWORD));
            assertThat(three.await(MqttWire.CONNACK).body()[1]).isZero();
            stepwise.connect5("c", "ann", RunningBroker.PASSWORD, true, "15 0001 78");
            assertThat(refusal(stepwise)).isEqualTo(0x8C);
        }
    }

    @Test
    void a_will_to_a_topic_that_is_not_the_clients_keeps_it_out() throws Exception {
        RunningBroker.Options options = new RunningBroker.Options().access(new DeviceAccess(device -> Set.of()));
        try (RunningBroker broker = new RunningBroker(options);
                MqttWire wire = MqttWire.open(broker.port())) {
            MqttWire.Body body =
                    new MqttWire.Body().text("MQTT").one(4).one(0xC6).two(60);
            body.text(CREDENTIAL.clientId()).text("xiaozhi/status/02:00:00:00:00:09");
            body.text("gone").text(CREDENTIAL.username()).text(CREDENTIAL.password());
            wire.packet(0x10, body);
            assertThat(refusal(wire)).isEqualTo(5);
        }
    }
}
