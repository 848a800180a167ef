package dev.mynah.envelope;

import dev.mynah.voice.audio.WavFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Spoken answers that can be fetched for a while under a name nobody can guess. Kept in memory; the oldest go when their
 * time is over or the room is needed. Thread-safe.
 */
public final class SpokenAnswers {
    private static final int NAME_BYTES = 24;
    private static final int OVERHEAD_BYTES = 256;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration keep;
    private final long maxBytes;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private long bytes;

    private record Answer(WavFile sound, Instant until) {
        long size() {
            return 2L * sound.samples().length + OVERHEAD_BYTES;
        }
    }

    /**
     * @param random must not be predictable
     * @param keep how long an answer can be fetched
     * @param maxBytes of all answers together
     */
    public SpokenAnswers(InstantSource clock, RandomGenerator random, Duration keep, long maxBytes) {
        this.clock = clock;
        this.random = random;
        this.keep = keep;
        this.maxBytes = maxBytes;
    }

    /** Keeps an answer and returns the name under which it can be fetched. */
    public synchronized String keep(WavFile sound) {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
        Answer answer = new Answer(sound, clock.instant().plus(keep));
        answers.put(id, answer);
        bytes += answer.size();
        forget();
        return id;
    }

    /** The answer of a name, as long as it is kept. */
    public synchronized Optional<WavFile> find(String id) {
        forget();
        return Optional.ofNullable(answers.get(id)).map(Answer::sound);
    }

    /** How many are kept. */
    public synchronized int size() {
        forget();
        return answers.size();
    }

    private void forget() {
        Instant now = clock.instant();
        Iterator<Answer> oldest = answers.values().iterator();
        while (oldest.hasNext()) {
            Answer answer = oldest.next();
            if (bytes <= maxBytes && answer.until().isAfter(now)) {
                return;
            }
            bytes -= answer.size();
            oldest.remove();
        }
    }
}
