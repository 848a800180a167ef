package dev.mynah.conversation;

import java.util.ArrayDeque;
import java.util.List;

/** What was said on one channel, newest last, bounded: the oldest gives way to the newest. Thread-safe. */
public final class Conversation {
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private final int capacity;

    /** @param capacity how many messages are kept */
    public Conversation(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(Message message) {
        if (messages.size() == capacity) {
            messages.poll();
        }
        messages.add(message);
    }

    /** Everything that is kept, oldest first. */
    public synchronized List<Message> history() {
        return List.copyOf(messages);
    }
}
