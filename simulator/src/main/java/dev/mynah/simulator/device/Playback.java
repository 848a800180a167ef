package dev.mynah.simulator.device;

/**
 * The playback queue of a device in real time, computed from arrival times instead of a thread that plays: a packet
 * lasts its duration, at most {@link #CAPACITY} wait, and what does not fit is dropped (firmware wire contract §7). Not
 * thread-safe; times come from the caller and never go back.
 */
final class Playback {
    /** 40 in the decode queue and two decoded ahead. */
    static final int CAPACITY = 42;

    /** Shorter gaps are bridged by the sound hardware's own buffer; our judgement, no constant of the firmware. */
    private static final long AUDIBLE_GAP_NANOS = 5_000_000L;

    private final long packetNanos;
    private int waiting;
    private long nextEnd;
    private boolean playing;
    private int played;
    private int dropped;
    private int underruns;
    private long gapNanos;
    private int deepest;

    Playback(int packetMillis) {
        this.packetNanos = packetMillis * 1_000_000L;
    }

    /**
     * How playing went.
     *
     * @param underruns how often the queue ran dry for 5 ms or more between two packets
     * @param gapMillis silence heard because of that, in milliseconds
     * @param deepest the most packets that waited at once
     */
    public record Quality(int played, int dropped, int underruns, long gapMillis, int deepest) {}

    /** A packet arrives; false when it had to be dropped. */
    boolean offer(long now) {
        advance(now);
        if (waiting >= CAPACITY) {
            dropped++;
            return false;
        }
        if (!playing) {
            start(now);
        } else {
            waiting++;
            deepest = Math.max(deepest, waiting);
        }
        return true;
    }

    private void start(long now) {
        long gap = played == 0 ? 0 : now - nextEnd;
        if (gap >= AUDIBLE_GAP_NANOS) {
            underruns++;
            gapNanos += gap;
        }
        playing = true;
        played++;
        nextEnd = now + packetNanos;
    }

    private void advance(long now) {
        while (playing && nextEnd - now <= 0) {
            if (waiting == 0) {
                playing = false;
            } else {
                waiting--;
                played++;
                nextEnd += packetNanos;
            }
        }
    }

    /** How long it takes until everything that has arrived is played. */
    long nanosUntilSilent(long now) {
        advance(now);
        return playing ? nextEnd - now + waiting * packetNanos : 0;
    }

    Quality quality(long now) {
        advance(now);
        return new Quality(played, dropped, underruns, gapNanos / 1_000_000, deepest);
    }
}
