package dev.mynah.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.Features;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.Sessions.Admission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final DeviceMessage.Hello HELLO =
            new DeviceMessage.Hello(1, Features.NONE, "websocket", AudioParams.UPLINK, null);

    private final SessionRegistry registry = new SessionRegistry();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger ids = new AtomicInteger();
    private final Sessions sessions = new Sessions(
            registry,
            session -> new Noting(),
            Gate.OPEN,
            SessionListener.NONE,
            task -> Thread.ofVirtual().start(task),
            () -> "s" + ids.incrementAndGet(),
            2);

    @Test
    void a_device_that_opens_a_second_channel_takes_over_and_the_late_end_of_the_first_does_not_touch_it() {
        Link first = new Link();
        Link second = new Link();
        DeviceSession old = open(1, first);
        DeviceSession fresh = open(1, second);
        assertThat(first.closed).hasValue(SessionEnd.TAKEN_OVER);
        sessions.wireClosed(old, SessionEnd.DEVICE_LEFT);
        assertThat(registry.of(device(1))).contains(fresh);
        assertThat(second.closed).hasValue(null);
        sessions.wireClosed(fresh, SessionEnd.DEVICE_LEFT);
        assertThat(registry.size()).isZero();
    }

    @Test
    void the_first_reason_given_for_an_end_is_the_one_that_counts_and_it_ends_once() throws Exception {
        DeviceSession session = open(1, new Link());
        session.close(SessionEnd.FAREWELL);
        session.close(SessionEnd.OVERLOADED);
        sessions.wireClosed(session, SessionEnd.DEVICE_LEFT);
        sessions.wireClosed(session, SessionEnd.DEVICE_LEFT);
        drained(session);
        assertThat(events).containsExactly("closed FAREWELL");
    }

    @Test
    void whoever_has_not_said_hello_counts_until_the_place_is_given_back() {
        Admission.Admitted first = admitted(1);
        Admission.Admitted second = admitted(2);
        assertThat(sessions.admit(knock("02:00:00:00:00:03"))).isInstanceOf(Admission.Refused.class);
        first.place().leave();
        first.place().leave();
        assertThat(admitted(3).device()).isEqualTo(device(3));
        assertThat(sessions.admit(knock("02:00:00:00:00:04"))).isInstanceOf(Admission.Refused.class);
        second.place().leave();
    }

    @Test
    void a_device_that_returns_finds_a_place_in_a_full_house() {
        open(1, new Link());
        open(2, new Link());
        assertThat(sessions.admit(knock("02:00:00:00:00:03"))).isInstanceOf(Admission.Refused.class);
        assertThat(admitted(2).device()).isEqualTo(device(2));
    }

    @Test
    void many_who_ask_at_once_do_not_get_in_beyond_the_limit() throws Exception {
        AtomicInteger in = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            String mac = device(i).mac();
            all.add(Thread.ofVirtual().start(() -> {
                if (sessions.admit(knock(mac)) instanceof Admission.Admitted) {
                    in.incrementAndGet();
                }
            }));
        }
        for (Thread one : all) {
            one.join();
        }
        assertThat(in).hasValue(2);
    }

    @Test
    void nonsense_for_an_address_is_refused_and_so_is_everybody_once_the_server_stops() {
        for (String mac : new String[] {"", "me", "02:00:00:00:00", "02:00:00:00:00:01:02", "zz:00:00:00:00:01"}) {
            assertThat(sessions.admit(knock(mac)))
                    .as(mac)
                    .isInstanceOfSatisfying(Admission.Refused.class, no -> assertThat(no.status())
                            .isEqualTo(400));
        }
        assertThat(sessions.admit(knock(null))).isInstanceOf(Admission.Refused.class);
        Link link = new Link();
        open(1, link);
        sessions.stop();
        assertThat(link.closed).hasValue(SessionEnd.SERVER_STOPPING);
        assertThat(sessions.admit(knock("02:00:00:00:00:01")))
                .isInstanceOfSatisfying(
                        Admission.Refused.class, no -> assertThat(no.status()).isEqualTo(503));
    }

    @Test
    void a_device_that_is_unbound_between_its_upgrade_and_its_hello_does_not_stay() {
        AtomicBoolean bound = new AtomicBoolean(true);
        List<String> heard = new ArrayList<>();
        Sessions guarded = sessions((device, knock) -> new Gate.Decision.Granted(bound::get), listening(heard));
        Link link = new Link();
        Admission.Admitted admitted =
                (Admission.Admitted) guarded.admit(knock(device(1).mac()));
        bound.set(false);
        DeviceSession session = guarded.open("s", admitted, HELLO, link);
        assertThat(link.closed).hasValue(SessionEnd.UNBOUND);
        guarded.wireClosed(session, SessionEnd.DEVICE_LEFT);
        assertThat(heard).containsExactly("opened s", "ended s UNBOUND");
        assertThat(registry.size()).isZero();
    }

    @Test
    void whom_the_gate_denies_takes_no_place_and_hears_its_words() {
        Sessions guarded = sessions((device, knock) -> new Gate.Decision.Denied(401, "no"), SessionListener.NONE);
        for (int i = 0; i < 10; i++) {
            assertThat(guarded.admit(knock(device(1).mac()))).isEqualTo(new Admission.Refused(401, "no"));
        }
    }

    @Test
    void listeners_hear_of_a_takeover_in_the_order_it_happens_and_of_every_end_once() {
        List<String> heard = new ArrayList<>();
        Sessions told = sessions(Gate.OPEN, listening(heard));
        DeviceSession old =
                told.open("old", (Admission.Admitted) told.admit(knock(device(1).mac())), HELLO, new Link());
        DeviceSession fresh =
                told.open("new", (Admission.Admitted) told.admit(knock(device(1).mac())), HELLO, new Link());
        told.wireClosed(old, SessionEnd.DEVICE_LEFT);
        told.wireClosed(old, SessionEnd.DEVICE_LEFT);
        told.wireClosed(fresh, SessionEnd.IDLE);
        assertThat(heard).containsExactly("opened old", "opened new", "ended old TAKEN_OVER", "ended new IDLE");
    }

    private Sessions sessions(Gate gate, SessionListener listener) {
        return new Sessions(
                registry,
                session -> new Noting(),
                gate,
                listener,
                task -> Thread.ofVirtual().start(task),
                () -> "s" + ids.incrementAndGet(),
                2);
    }

    private static SessionListener listening(List<String> heard) {
        return new SessionListener() {
            @Override
            public void opened(DeviceSession session) {
                heard.add("opened " + session.id());
            }

            @Override
            public void ended(DeviceSession session, SessionEnd reason) {
                heard.add("ended " + session.id() + " " + reason);
            }
        };
    }

    @Test
    void a_session_that_cannot_keep_up_drops_audio_and_ends_by_name_when_messages_pile_up_too() throws Exception {
        Link link = new Link();
        DeviceSession session = open(1, link);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        session.lane().execute(() -> {
            busy.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        busy.await();
        for (int i = 0; i < 1_000; i++) {
            session.receive(new AudioPacket(0, new byte[1]));
        }
        assertThat(session.droppedPackets()).isBetween(700L, 800L);
        assertThat(link.closed).hasValue(null);
        session.receive(new DeviceMessage.Abort(null));
        assertThat(link.closed).hasValue(SessionEnd.OVERLOADED);
        release.countDown();
        drained(session);
    }

    private Admission.Admitted admitted(int number) {
        return (Admission.Admitted) sessions.admit(knock(device(number).mac()));
    }

    private DeviceSession open(int number, Link link) {
        return sessions.open(sessions.newId(), admitted(number), HELLO, link);
    }

    private static Knock knock(@Nullable String mac) {
        return Knock.atUpgrade(mac, null, null);
    }

    private static DeviceId device(int number) {
        return DeviceId.parse("02:00:00:00:00:%02x".formatted(number)).orElseThrow();
    }

    private static void drained(DeviceSession session) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        session.lane().execute(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private final class Noting implements SessionHandler {
        @Override
        public void opened() {
            events.add("opened");
        }

        @Override
        public void message(DeviceMessage message) {
            events.add(message.toString());
        }

        @Override
        public void audio(AudioPacket packet) {}

        @Override
        public void samples(short[] samples) {}

        @Override
        public void asked(String text) {}

        @Override
        public void closed(SessionEnd reason) {
            events.add("closed " + reason);
        }
    }

    private static final class Link implements DeviceLink {
        private final AtomicReference<@Nullable SessionEnd> closed = new AtomicReference<>();

        @Override
        public String transport() {
            return "test";
        }

        @Override
        public void send(ServerMessage message) {}

        @Override
        public boolean sendAudio(byte[] packet, long timestampMillis) {
            return true;
        }

        @Override
        public void close(SessionEnd reason) {
            closed.compareAndSet(null, reason);
        }
    }
}
