package dev.mynah.broker;

import dev.mynah.broker.topic.TopicMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last message of every topic that was published to be kept. Thread-safe. */
final class RetainedMessages {
    private final BrokerContext context;
    private final TopicMap<Message> messages = new TopicMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private int count;
    private long bytes;

    RetainedMessages(BrokerContext context) {
        this.context = context;
    }

    void restore(Message message) {
        put(message.topic(), message);
    }

    /**
     * Keeps a message; one without payload takes the topic's message away.
     *
     * @return completes when that will survive; null when there is no room
     */
    @Nullable
    CompletionStage<Void> keep(Message message) {
        boolean empty = message.payload().length == 0;
        lock.lock();
        try {
            if (!empty && !fits(message)) {
                return null;
            }
            Message before = put(message.topic(), empty ? null : message);
            if (empty) {
                return before == null
                        ? CompletableFuture.completedStage(null)
                        : context.store().write(new BrokerStore.Change.Unretained(message.topic()));
            }
            return context.store().write(new BrokerStore.Change.Retained(message));
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Message message) {
        return count < context.limits().retainedMessages()
                && bytes + message.size() <= context.limits().retainedBytes();
    }

    private @Nullable Message put(String topic, @Nullable Message message) {
        Message before = messages.put(topic, message);
        if (before != null) {
            count--;
            bytes -= before.size();
        }
        if (message != null) {
            count++;
            bytes += message.size();
        }
        return before;
    }

    /** Those of the topics a filter matches, except what has expired. */
    List<Message> matching(String filter) {
        List<Message> found = new ArrayList<>();
        long now = context.nowMillis();
        messages.match(filter, message -> {
            if (!message.expired(now)) {
                found.add(message);
            }
        });
        return found;
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }
}
