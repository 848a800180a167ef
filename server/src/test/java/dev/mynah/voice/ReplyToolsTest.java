package dev.mynah.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mynah.conversation.Conversation;
import dev.mynah.conversation.Message;
import dev.mynah.testing.RecordingLink;
import dev.mynah.testing.VirtualTime;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ReplyToolsTest {
    private final VirtualTime time = new VirtualTime();
    private final RecordingLink link = new RecordingLink(time);
    private final Playout playout = new Playout(link, time, new PlayoutSettings(60, false), new Silent());
    private final Conversation conversation = new Conversation(10);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void a_call_that_has_begun_is_carried_out_and_remembered_although_the_reply_was_cut() throws Exception {
        ReplyTools tools = tools(this::waiting);
        CountDownLatch cut = new CountDownLatch(1);
        Thread model = Thread.ofVirtual().start(() -> {
            try {
                tools.call("light", JsonNodeFactory.instance.objectNode());
            } catch (InterruptedException expected) {
                cut.countDown();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tools.busy()).isTrue();
        model.interrupt();
        assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(conversation.history()).isEmpty();
        release.countDown();
        awaitRemembered(1);
        assertThat(conversation.history()).containsExactly(new Message.ToolUse("call-1-1", "light", "{}", "done"));
    }

    @Test
    void a_tool_that_dies_of_an_error_is_a_failed_call_and_the_voice_is_released() throws Exception {
        ReplyTools tools = tools(() -> {
            throw new NoClassDefFoundError("a fault of the test");
        });
        playout.begin(1);
        ToolResult result = tools.call("self.camera.take_photo", JsonNodeFactory.instance.objectNode());
        assertThat(result.failed()).isTrue();
        assertThat(tools.busy()).isFalse();
        playout.sentence(1, "Well.");
        playout.frame(1, new byte[1]);
        time.pass(Duration.ofSeconds(1));
        assertThat(link.audio()).hasSize(1);
    }

    @Test
    void while_the_camera_works_nothing_is_said() throws Exception {
        ReplyTools tools = tools(this::waiting);
        playout.begin(1);
        Thread model = Thread.ofVirtual().start(() -> {
            try {
                tools.call("self.camera.take_photo", JsonNodeFactory.instance.objectNode());
            } catch (InterruptedException impossible) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        playout.sentence(1, "Let me look.");
        playout.frame(1, new byte[1]);
        time.pass(Duration.ofSeconds(1));
        assertThat(link.sent()).isEmpty();
        release.countDown();
        model.join();
        time.pass(Duration.ofSeconds(1));
        assertThat(link.audio()).hasSize(1);
    }

    private interface Work {
        ToolResult call() throws InterruptedException;
    }

    private ToolResult waiting() throws InterruptedException {
        begun.countDown();
        release.await();
        return ToolResult.ok("done");
    }

    private ReplyTools tools(Work work) {
        ToolBox box = new ToolBox() {
            @Override
            public List<ToolSpec> tools() {
                return List.of();
            }

            @Override
            public ToolResult call(String name, JsonNode arguments) throws InterruptedException {
                return work.call();
            }
        };
        return new ReplyTools(box, 1, playout, conversation, Thread.ofVirtual().factory());
    }

    private void awaitRemembered(int messages) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (conversation.history().size() < messages) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(100_000);
        }
    }

    private static final class Silent implements Playout.Listener {
        @Override
        public void firstFrame(long epoch, long nanoTime) {}

        @Override
        public void frameSent(long lateNanos) {}

        @Override
        public void progressed(long epoch) {}

        @Override
        public void finished(long epoch, String heard) {}
    }
}
