package dev.mynah.broker.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value for each topic, found by filter: what {@link TopicTree} is the other way round. Thread-safe.
 *
 * @param <V> the value
 */
public final class TopicMap<V> {
    private final Node<V> root = new Node<>();
    private final ReentrantLock lock = new ReentrantLock();

    private static final class Node<V> {
        private final Map<String, Node<V>> children = new HashMap<>(2);
        private @Nullable V value;
    }

    /** Sets the value of a topic, null to have none; returns the one before. */
    public @Nullable V put(String topic, @Nullable V value) {
        lock.lock();
        try {
            return put(root, TopicRules.levels(topic), 0, value);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable V put(Node<V> node, List<String> levels, int depth, @Nullable V value) {
        if (depth == levels.size()) {
            V before = node.value;
            node.value = value;
            return before;
        }
        String level = levels.get(depth);
        Node<V> child = node.children.get(level);
        if (child == null) {
            if (value == null) {
                return null;
            }
            child = new Node<>();
            node.children.put(level, child);
        }
        V before = put(child, levels, depth + 1, value);
        if (child.value == null && child.children.isEmpty()) {
            node.children.remove(level);
        }
        return before;
    }

    /** Calls back with the value of every topic that the filter matches. */
    public void match(String filter, Consumer<? super V> found) {
        lock.lock();
        try {
            match(root, TopicRules.levels(filter), 0, found);
        } finally {
            lock.unlock();
        }
    }

    private void match(Node<V> node, List<String> levels, int depth, Consumer<? super V> found) {
        if (depth == levels.size()) {
            give(node, found);
            return;
        }
        String level = levels.get(depth);
        if (level.equals(TopicRules.REST)) {
            below(node, depth == 0, found);
        } else if (level.equals(TopicRules.ONE)) {
            node.children.forEach((name, child) -> {
                if (depth > 0 || !TopicRules.hidden(name)) {
                    match(child, levels, depth + 1, found);
                }
            });
        } else {
            Node<V> child = node.children.get(level);
            if (child != null) {
                match(child, levels, depth + 1, found);
            }
        }
    }

    private void below(Node<V> node, boolean top, Consumer<? super V> found) {
        give(node, found);
        node.children.forEach((name, child) -> {
            if (!top || !TopicRules.hidden(name)) {
                below(child, false, found);
            }
        });
    }

    private static <V> void give(Node<V> node, Consumer<? super V> found) {
        V value = node.value;
        if (value != null) {
            found.accept(value);
        }
    }
}
