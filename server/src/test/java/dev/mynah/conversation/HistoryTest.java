package dev.mynah.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void the_oldest_gives_way_to_the_newest() {
        Conversation conversation = new Conversation(2);
        for (String text : List.of("one", "two", "three")) {
            conversation.add(new Message.User(text));
        }
        assertThat(conversation.history()).containsExactly(new Message.User("two"), new Message.User("three"));
    }

    @Test
    void what_was_read_does_not_change_while_others_write() throws Exception {
        Conversation conversation = new Conversation(10);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(Thread.ofVirtual().start(() -> {
                for (int k = 0; k < 5_000; k++) {
                    conversation.add(new Message.User("word"));
                }
            }));
        }
        for (int i = 0; i < 1_000; i++) {
            List<Message> read = conversation.history();
            assertThat(read).hasSizeLessThanOrEqualTo(10).doesNotContainNull();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(conversation.history()).hasSize(10);
    }
}
