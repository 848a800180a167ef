package dev.mynah.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.Features;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionHandler;
import dev.mynah.support.Lane;
import dev.mynah.testing.RecordingLink;
import dev.mynah.testing.VirtualTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisionPassesTest {
    private static final String MAC = "02:00:00:00:00:01";

    private final VirtualTime time = new VirtualTime();
    private final VisionPasses passes = new VisionPasses(new SecureRandom());

    private DeviceSession session(String mac) {
        return new DeviceSession(
                "s-1",
                DeviceId.parse(mac).orElseThrow(),
                new DeviceMessage.Hello(1, Features.NONE, "websocket", AudioParams.UPLINK, null),
                new RecordingLink(time),
                new Lane(Runnable::run, 8, Duration.ofSeconds(1)),
                session -> new Deaf());
    }

    private String issue(DeviceSession session) {
        return passes.issue(session, Locale.CHINA);
    }

    @Test
    void a_token_holds_for_its_device_and_says_in_which_language_to_answer() {
        String token = issue(session(MAC));

        assertThat(passes.check(MAC, "Bearer " + token))
                .hasValue(new VisionPasses.Pass(DeviceId.parse(MAC).orElseThrow(), Locale.CHINA));
        assertThat(passes.check("02-00-00-00-00-01".replace('-', ':').toUpperCase(Locale.ROOT), "Bearer " + token))
                .isPresent();
    }

    @Test
    void a_session_keeps_its_token_however_long_it_lasts() {
        DeviceSession session = session(MAC);
        String token = issue(session);

        for (int hour = 0; hour < 48; hour++) {
            time.pass(Duration.ofHours(1));
            assertThat(issue(session)).isEqualTo(token);
            assertThat(passes.check(MAC, "Bearer " + token)).isPresent();
        }
    }

    @Test
    void a_token_dies_when_its_session_is_told_to_end_before_the_wire_is_gone() {
        DeviceSession session = session(MAC);
        String token = issue(session);

        session.close(SessionEnd.UNBOUND);

        assertThat(passes.check(MAC, "Bearer " + token)).isEmpty();
    }

    @Test
    void nothing_is_kept_of_a_session_that_has_ended_even_if_it_asks_afterwards() {
        DeviceSession session = session(MAC);
        issue(session);
        session.wireClosed(SessionEnd.DEVICE_LEFT);
        passes.ended(session, SessionEnd.DEVICE_LEFT);

        String late = issue(session);

        assertThat(passes.check(MAC, "Bearer " + late)).isEmpty();
        assertThat(passes.size()).isZero();
    }

    @Test
    void the_end_of_a_session_that_was_taken_over_does_not_end_the_token_of_the_new_one() {
        DeviceSession old = session(MAC);
        String before = issue(old);
        String token = issue(session(MAC));
        passes.ended(old, SessionEnd.TAKEN_OVER);

        assertThat(passes.check(MAC, "Bearer " + before)).isEmpty();
        assertThat(passes.check(MAC, "Bearer " + token)).isPresent();
    }

    @Test
    void nothing_but_the_whole_token_behind_its_scheme_opens() {
        String token = issue(session(MAC));
        issue(session("02:00:00:00:00:02"));

        for (String shown : List.of(
                token,
                "bearer " + token,
                "Bearer" + token,
                "Bearer " + token.substring(1),
                "Bearer " + token + "x",
                "Bearer " + token.toUpperCase(Locale.ROOT) + token,
                "Bearer ",
                "")) {
            assertThat(passes.check(MAC, shown)).as(shown).isEmpty();
        }
        assertThat(passes.check(MAC, null)).isEmpty();
        for (String device : List.of("02:00:00:00:00:02", "02:00:00:00:00:03", "", "x", "web_test_client")) {
            assertThat(passes.check(device, "Bearer " + token)).as(device).isEmpty();
        }
        assertThat(passes.check(null, "Bearer " + token)).isEmpty();
    }

    @Test
    void tokens_are_never_the_same() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(issue(session(MAC)))).isTrue();
        }
    }

    private static final class Deaf implements SessionHandler {
        @Override
        public void opened() {}

        @Override
        public void message(DeviceMessage message) {}

        @Override
        public void audio(dev.mynah.protocol.audio.AudioPacket packet) {}

        @Override
        public void samples(short[] samples) {}

        @Override
        public void asked(String text) {}

        @Override
        public void closed(SessionEnd reason) {}
    }
}
