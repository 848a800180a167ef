package dev.mynah.broker.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who subscribed to what, found by topic: one step a level whatever the number of subscriptions. Thread-safe; finding does
 * not wait for finding.
 *
 * @param <S> who subscribes, told apart by identity
 * @param <V> what goes with a subscription
 */
public final class TopicTree<S, V> {
    private final Node<S, V> root = new Node<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private int size;

    /** A level; most have one child or one subscriber, so maps are made when they are needed. */
    private static final class Node<S, V> {
        private @Nullable Map<String, Node<S, V>> children;
        private @Nullable Map<S, V> values;

        private @Nullable Node<S, V> child(String level) {
            return children == null ? null : children.get(level);
        }

        private Node<S, V> childToBe(String level) {
            if (children == null) {
                children = new HashMap<>(2);
            }
            return children.computeIfAbsent(level, absent -> new Node<>());
        }

        private @Nullable V put(S subscriber, V value) {
            if (values == null) {
                values = new HashMap<>(2);
            }
            return values.put(subscriber, value);
        }

        private boolean remove(S subscriber) {
            boolean removed = values != null && values.remove(subscriber) != null;
            if (values != null && values.isEmpty()) {
                values = null;
            }
            return removed;
        }

        private void prune(String level, Node<S, V> child) {
            if (child.children == null && child.values == null && children != null) {
                children.remove(level);
                if (children.isEmpty()) {
                    children = null;
                }
            }
        }

        private void each(BiConsumer<? super S, ? super V> consumer) {
            if (values != null) {
                values.forEach(consumer);
            }
        }
    }

    /**
     * Subscribes, or replaces what went with the same subscription.
     *
     * @param filter a valid one
     * @return whether it is new
     */
    public boolean put(String filter, S subscriber, V value) {
        lock.writeLock().lock();
        try {
            Node<S, V> node = root;
            for (String level : TopicRules.levels(filter)) {
                node = node.childToBe(level);
            }
            boolean added = node.put(subscriber, value) == null;
            size += added ? 1 : 0;
            return added;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Unsubscribes; false when there was no such subscription. */
    public boolean remove(String filter, S subscriber) {
        lock.writeLock().lock();
        try {
            boolean removed = remove(root, TopicRules.levels(filter), 0, subscriber);
            size -= removed ? 1 : 0;
            return removed;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean remove(Node<S, V> node, List<String> levels, int depth, S subscriber) {
        if (depth == levels.size()) {
            return node.remove(subscriber);
        }
        String level = levels.get(depth);
        Node<S, V> child = node.child(level);
        if (child == null) {
            return false;
        }
        boolean removed = remove(child, levels, depth + 1, subscriber);
        node.prune(level, child);
        return removed;
    }

    /**
     * Calls back for every subscription that matches, more than once for a subscriber with several.
     *
     * @param topic a valid name
     * @param found must neither wait nor change the tree
     */
    public void match(String topic, BiConsumer<? super S, ? super V> found) {
        lock.readLock().lock();
        try {
            List<String> levels = TopicRules.levels(topic);
            match(root, levels, 0, TopicRules.hidden(levels.getFirst()), found);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void match(
            Node<S, V> node, List<String> levels, int depth, boolean hidden, BiConsumer<? super S, ? super V> found) {
        boolean wild = depth > 0 || !hidden;
        Node<S, V> rest = wild ? node.child(TopicRules.REST) : null;
        if (rest != null) {
            rest.each(found);
        }
        if (depth == levels.size()) {
            node.each(found);
            return;
        }
        Node<S, V> same = node.child(levels.get(depth));
        if (same != null) {
            match(same, levels, depth + 1, hidden, found);
        }
        Node<S, V> any = wild ? node.child(TopicRules.ONE) : null;
        if (any != null) {
            match(any, levels, depth + 1, hidden, found);
        }
    }

    /** How many subscriptions there are. */
    public int size() {
        lock.readLock().lock();
        try {
            return size;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether nothing is left in memory of what was removed. */
    boolean isBare() {
        return root.children == null;
    }
}
