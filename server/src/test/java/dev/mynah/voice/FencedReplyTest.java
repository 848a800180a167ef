package dev.mynah.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.RecordingLink;
import dev.mynah.testing.RecordingLink.Sent;
import dev.mynah.testing.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The fence, raised at random moments while other threads produce speech. */
class FencedReplyTest {
    private static final int REPLIES = 10_000;

    private final VirtualTime time = new VirtualTime();
    private final RecordingLink link = new RecordingLink(time);
    private final AtomicInteger finished = new AtomicInteger();
    private final Playout playout = new Playout(link, time, new PlayoutSettings(60, false), new Playout.Listener() {
        @Override
        public void firstFrame(long epoch, long nanoTime) {}

        @Override
        public void frameSent(long lateNanos) {}

        @Override
        public void progressed(long epoch) {}

        @Override
        public void finished(long epoch, String heard) {
            finished.incrementAndGet();
        }
    });

    @Test
    void ten_thousand_replies_fenced_at_random_say_nothing_afterwards() throws Exception {
        Random random = new Random(20260101);
        int cut = 0;
        for (int epoch = 1; epoch <= REPLIES; epoch++) {
            int reply = epoch;
            playout.begin(reply);
            Thread producer = Thread.ofVirtual().start(() -> produce(reply, 1 + reply % 7));
            if (random.nextInt(3) == 0) {
                LockSupport.parkNanos(random.nextInt(50_000));
            }
            time.pass(Duration.ofMillis(random.nextInt(500)));
            Optional<String> heard = playout.fence(reply + 1L);
            cut += heard.isPresent() ? 1 : 0;
            heard.ifPresent(
                    text -> assertThat("word" + reply + ". word" + reply + ". ").startsWith(text));
            assertBalanced(link.sent(), reply);
            link.forget();
            time.pass(Duration.ofMillis(random.nextInt(200)));
            producer.join();
            assertThat(link.sent()).as("after the fence of reply %d", reply).isEmpty();
        }
        assertThat(cut + finished.get()).as("each was either cut or finished").isEqualTo(REPLIES);
        assertThat(cut).isPositive();
        assertThat(time.waiting()).isZero();
    }

    private void produce(int epoch, int frames) {
        byte[] packet = ByteBuffer.allocate(4).putInt(epoch).array();
        try {
            for (int sentence = 0; sentence < 2; sentence++) {
                if (!playout.sentence(epoch, "word" + epoch + ".")) {
                    return;
                }
                for (int i = 0; i < frames; i++) {
                    if (!playout.frame(epoch, packet)) {
                        return;
                    }
                }
            }
            playout.end(epoch);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    /** One stop for one start, and everything in between belongs to this reply. */
    private static void assertBalanced(List<Sent> sent, int epoch) {
        int starts = 0;
        int stops = 0;
        for (Sent item : sent) {
            switch (item) {
                case Sent.Audio audio -> {
                    assertThat(ByteBuffer.wrap(audio.packet()).getInt()).isEqualTo(epoch);
                    assertThat(stops).isZero();
                }
                case Sent.Message message when message.message() instanceof ServerMessage.TtsStart -> starts++;
                case Sent.Message message when message.message() instanceof ServerMessage.TtsStop -> stops++;
                case Sent.Message message ->
                    assertThat(message.message()).isEqualTo(new ServerMessage.TtsSentenceStart("word" + epoch + "."));
                case Sent.Closed closed -> throw new AssertionError(closed);
            }
        }
        assertThat(stops).isEqualTo(starts).isLessThanOrEqualTo(1);
    }
}
