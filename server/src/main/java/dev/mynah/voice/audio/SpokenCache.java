package dev.mynah.voice.audio;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sentences that were already synthesised and encoded: greetings, confirmations and apologies are said again and again,
 * and cost nothing the second time. Holds at most a given number of bytes and forgets what was used longest ago.
 * Thread-safe. A sentence that was cut short or failed is never kept.
 */
public final class SpokenCache {
    /** Rough cost of an entry and of a frame on the heap besides their bytes. */
    private static final int OVERHEAD_BYTES = 48;

    private final long maxBytes;
    private final Map<Sentence, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private long hits;
    private long misses;

    /** @param maxBytes bound of everything kept; 0 keeps nothing */
    public SpokenCache(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("a cache of " + maxBytes + " bytes");
        }
        this.maxBytes = maxBytes;
    }

    /**
     * What makes two spoken sentences the same.
     *
     * @param voice provider and voice with everything that changes the sound, such as speed
     * @param rate sample rate of the encoded frames in Hz
     */
    public record Sentence(String voice, String text, int rate, int frameMillis) {}

    /** Counters since the start and the present size. */
    public record Figures(long hits, long misses, int sentences, long bytes) {}

    private record Entry(List<byte[]> frames, long bytes) {}

    /** The frames of a sentence, in order. They are shared: never change them. */
    public synchronized Optional<List<byte[]>> find(Sentence sentence) {
        Entry entry = entries.get(sentence);
        if (entry == null) {
            misses++;
            return Optional.empty();
        }
        hits++;
        return Optional.of(entry.frames);
    }

    /** Begins to record a sentence while it is spoken. Nothing is kept until {@link Recording#complete}. */
    public Recording record(Sentence sentence) {
        return new Recording(sentence);
    }

    public synchronized Figures figures() {
        return new Figures(hits, misses, entries.size(), bytes);
    }

    /** Forgets everything, say because a voice was changed. */
    public synchronized void clear() {
        entries.clear();
        bytes = 0;
    }

    private synchronized void keep(Sentence sentence, Entry entry) {
        Entry before = entries.put(sentence, entry);
        bytes += entry.bytes - (before == null ? 0 : before.bytes);
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }

    /** One sentence on its way into the cache. Not thread-safe. Dropping it without completing it keeps nothing. */
    public final class Recording {
        private final Sentence sentence;
        private final List<byte[]> frames = new ArrayList<>();
        private long size;
        private boolean over;

        private Recording(Sentence sentence) {
            this.sentence = sentence;
            this.size = OVERHEAD_BYTES + 2L * sentence.text.length();
        }

        /** Adds the next frame. A sentence too long for the cache is no longer recorded. */
        public void add(byte[] frame) {
            if (over) {
                return;
            }
            frames.add(frame.clone());
            size += frame.length + OVERHEAD_BYTES;
            if (size > maxBytes) {
                abandon();
            }
        }

        /** The sentence was said to its end: from now on it is found. Frames added later are ignored. */
        public void complete() {
            if (!over && !frames.isEmpty()) {
                keep(sentence, new Entry(List.copyOf(frames), size));
            }
            over = true;
        }

        /** The sentence was interrupted or failed. */
        public void abandon() {
            over = true;
            frames.clear();
        }
    }
}
