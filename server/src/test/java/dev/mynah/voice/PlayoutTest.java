package dev.mynah.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.RecordingLink;
import dev.mynah.testing.RecordingLink.Sent;
import dev.mynah.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PlayoutTest {
    private static final long MILLI = 1_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final RecordingLink link = new RecordingLink(time);
    private final List<String> finished = new ArrayList<>();
    private List<String> sentWhenFinished = List.of();
    private Playout playout = playout(false);

    private Playout playout(boolean waitsForPlayback) {
        return new Playout(link, time, new PlayoutSettings(60, waitsForPlayback), new Playout.Listener() {
            @Override
            public void firstFrame(long epoch, long nanoTime) {}

            @Override
            public void frameSent(long lateNanos) {}

            @Override
            public void progressed(long epoch) {}

            @Override
            public void finished(long epoch, String heard) {
                finished.add(epoch + ":" + heard);
                sentWhenFinished = kinds();
            }
        });
    }

    @Test
    void the_order_on_the_wire_is_start_face_text_audio_stop() throws Exception {
        playout.begin(1);
        playout.emotion(1, Emotion.HAPPY);
        say(1, "Hello.", 3);
        playout.end(1);
        time.pass(Duration.ofSeconds(1));

        assertThat(kinds()).containsExactly("start", "llm", "text", "audio", "audio", "audio", "stop");
        assertThat(finished).containsExactly("1:Hello.");
    }

    @Test
    void the_end_is_known_here_before_the_device_can_answer_to_it() throws Exception {
        playout.begin(1);
        say(1, "Hello.", 1);
        playout.end(1);
        time.pass(Duration.ofSeconds(1));

        assertThat(kinds()).containsExactly("start", "text", "audio", "stop");
        assertThat(sentWhenFinished).containsExactly("start", "text", "audio");
    }

    @Test
    void the_device_gets_time_to_switch_before_the_first_frame() throws Exception {
        playout.begin(1);
        say(1, "Hello.", 1);
        assertThat(kinds()).containsExactly("start");
        time.pass(Duration.ofMillis(59));
        assertThat(kinds()).containsExactly("start");
        time.pass(Duration.ofMillis(1));
        assertThat(kinds()).containsExactly("start", "text", "audio");
    }

    @Test
    void c48_instant_synthesis_leaves_in_real_time_and_never_more_than_two_frames_ahead() throws Exception {
        playout.begin(1);
        // As far ahead as synthesis may run, and then as fast as there is room.
        say(1, "A long story.", 80);
        for (int k = 80; k < 170; k++) {
            time.pass(Duration.ofMillis(60));
            playout.frame(1, packet(k));
        }
        playout.end(1);
        time.pass(Duration.ofSeconds(15));

        List<Sent.Audio> audio = link.audio();
        assertThat(audio).hasSize(170);
        long first = audio.getFirst().nanoTime();
        for (int k = 1; k < audio.size(); k++) {
            long gap = audio.get(k).nanoTime() - audio.get(k - 1).nanoTime();
            long ahead = k * 60 * MILLI - (audio.get(k).nanoTime() - first);
            assertThat(gap).as("gap before frame %d", k).isBetween(50 * MILLI, 70 * MILLI);
            assertThat(ahead).as("lead of frame %d", k).isBetween(0L, 120 * MILLI);
        }
    }

    @Test
    void c49_after_a_pause_in_synthesis_there_is_no_burst_to_catch_up() throws Exception {
        playout.begin(1);
        say(1, "One.", 20);
        time.pass(Duration.ofMillis(20 * 60 + 3000));
        link.forget();
        say(1, "Two.", 20);
        playout.end(1);
        time.pass(Duration.ofSeconds(3));

        List<Sent.Audio> audio = link.audio();
        assertThat(audio).hasSize(20);
        for (int k = 1; k < audio.size(); k++) {
            long gap = audio.get(k).nanoTime() - audio.get(k - 1).nanoTime();
            assertThat(gap).as("gap before frame %d", k).isBetween(50 * MILLI, 60 * MILLI);
        }
    }

    @Test
    void frames_that_come_slowly_are_not_counted_against_the_lead() throws Exception {
        playout.begin(1);
        playout.sentence(1, "Slow voice.");
        time.pass(Duration.ofMillis(500));
        for (int i = 0; i < 5; i++) {
            playout.frame(1, packet(i));
        }
        playout.end(1);
        time.pass(Duration.ofMillis(1));
        assertThat(link.audio()).as("a late first frame starts the schedule").hasSize(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(link.audio()).hasSize(5);
    }

    @Test
    void c43_old_firmware_is_told_to_stop_only_when_all_was_played() throws Exception {
        playout = playout(true);
        playout.begin(1);
        say(1, "Hello.", 10);
        playout.end(1);
        time.pass(Duration.ofSeconds(3));

        long first = link.audio().getFirst().nanoTime();
        Sent stop = link.sent().getLast();
        assertThat(((Sent.Message) stop).message()).isEqualTo(new ServerMessage.TtsStop());
        assertThat(stop.nanoTime()).isGreaterThanOrEqualTo(first + 10 * 60 * MILLI + 200 * MILLI);
    }

    @Test
    void after_the_fence_nothing_of_the_old_reply_leaves_and_stop_is_sent_once() throws Exception {
        playout.begin(1);
        say(1, "This is a rather long sentence.", 50);
        time.pass(Duration.ofMillis(1500));
        playout.fence(2);
        int before = link.sent().size();

        assertThat(playout.sentence(1, "More.")).isFalse();
        assertThat(playout.frame(1, packet(1))).isFalse();
        playout.emotion(1, Emotion.SAD);
        playout.end(1);
        playout.fence(2);
        time.pass(Duration.ofSeconds(5));

        assertThat(link.sent()).hasSize(before);
        assertThat(kinds().getLast()).isEqualTo("stop");
        assertThat(kinds()).filteredOn("stop"::equals).hasSize(1);
        assertThat(finished).isEmpty();
    }

    @Test
    void a_reply_cut_before_it_began_to_speak_sends_nothing() {
        playout.begin(1);
        assertThat(playout.fence(2)).contains("");
        assertThat(link.sent()).isEmpty();
    }

    @Test
    void what_was_heard_ends_at_a_word_and_leaves_out_what_was_still_on_its_way() throws Exception {
        playout.begin(1);
        say(1, "First sentence.", 10);
        say(1, "one two three four five six seven eight nine ten", 48);
        playout.end(1);
        time.pass(Duration.ofMillis(60 + 10 * 60 + 24 * 60));

        Optional<String> heard = playout.fence(2);

        assertThat(heard).isPresent();
        assertThat(heard.get()).startsWith("First sentence. one two three four").doesNotContain("seven");
        assertThat("one two three four five six").contains(heard.get().substring("First sentence. ".length()));
    }

    @Test
    void speech_held_back_goes_on_where_it_stopped() throws Exception {
        playout.begin(1);
        say(1, "Hello.", 10);
        time.pass(Duration.ofMillis(300));
        playout.hold(1);
        int before = link.audio().size();
        time.pass(Duration.ofSeconds(2));
        assertThat(link.audio()).hasSize(before);
        playout.release(1);
        playout.end(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(link.audio()).hasSize(10);
        assertThat(finished).containsExactly("1:Hello.");
    }

    @Test
    void c84_a_reply_held_before_its_first_word_sends_no_start() throws Exception {
        playout.begin(1);
        playout.hold(1);
        say(1, "Here is what I see.", 3);
        time.pass(Duration.ofSeconds(70));
        assertThat(link.sent()).isEmpty();
        playout.release(1);
        playout.end(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(kinds()).containsExactly("start", "text", "audio", "audio", "audio", "stop");
    }

    @Test
    void a_text_nobody_could_speak_is_shown_and_stopped() {
        playout.begin(1);
        playout.sentence(1, "无声");
        playout.end(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(kinds()).containsExactly("start", "text", "stop");
    }

    @Test
    void a_producer_that_waits_for_room_is_let_go_by_the_fence() throws Exception {
        playout.begin(1);
        playout.sentence(1, "Endless.");
        CountDownLatch refused = new CountDownLatch(1);
        AtomicBoolean passed = new AtomicBoolean(true);
        Thread.ofVirtual().start(() -> {
            passed.set(produce(1, 10_000));
            refused.countDown();
        });
        playout.fence(2);
        assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(passed).isFalse();
    }

    @Test
    void downlink_timestamps_grow_strictly_over_replies() throws Exception {
        for (long epoch = 1; epoch <= 3; epoch++) {
            playout.begin(epoch);
            say(epoch, "Hi.", 5);
            playout.end(epoch);
            time.pass(Duration.ofSeconds(1));
        }
        List<Long> stamps =
                link.audio().stream().map(Sent.Audio::timestampMillis).toList();
        assertThat(stamps).hasSize(15).isSorted().doesNotHaveDuplicates();
    }

    private boolean produce(long epoch, int frames) {
        try {
            for (int i = 0; i < frames; i++) {
                if (!playout.frame(epoch, packet(i))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void say(long epoch, String text, int frames) throws InterruptedException {
        playout.sentence(epoch, text);
        for (int i = 0; i < frames; i++) {
            playout.frame(epoch, packet(i));
        }
    }

    private static byte[] packet(int i) {
        return new byte[] {(byte) i};
    }

    private List<String> kinds() {
        return link.sent().stream().map(PlayoutTest::kind).toList();
    }

    private static String kind(Sent sent) {
        return switch (sent) {
            case Sent.Audio audio -> "audio";
            case Sent.Closed closed -> "closed";
            case Sent.Message message ->
                switch (message.message()) {
                    case ServerMessage.TtsStart start -> "start";
                    case ServerMessage.TtsStop stop -> "stop";
                    case ServerMessage.TtsSentenceStart text -> "text";
                    case ServerMessage.Llm llm -> "llm";
                    case ServerMessage other -> other.toString();
                };
        };
    }
}
