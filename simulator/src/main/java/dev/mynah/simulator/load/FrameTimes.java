package dev.mynah.simulator.load;

import dev.mynah.simulator.device.AudioObserver;

/**
 * How punctual the packets of one device arrive: against the packet before, and against the schedule that the turn's
 * first packet sets. Used by one reading thread; the counts it adds to are shared.
 */
final class FrameTimes implements AudioObserver {
    /** A frame of 60 ms that comes more than 65 ms after the one before is late. */
    static final long LATE_AFTER_NANOS = 65_000_000L;

    private final long frameNanos;
    private final LoadCounts counts;
    private long first;
    private long previous;
    private long index;

    FrameTimes(int frameMillis, LoadCounts counts) {
        this.frameNanos = frameMillis * 1_000_000L;
        this.counts = counts;
    }

    @Override
    public void packet(long arrivedNanos, boolean firstOfTurn) {
        counts.frames.increment();
        if (firstOfTurn) {
            first = arrivedNanos;
            index = 0;
        } else {
            index++;
            long interval = arrivedNanos - previous;
            counts.intervals.add(interval);
            if (interval > LATE_AFTER_NANOS) {
                counts.lateAfterPrevious.increment();
            }
            if (arrivedNanos - first > index * frameNanos + (LATE_AFTER_NANOS - 60_000_000L)) {
                counts.lateOnSchedule.increment();
            }
        }
        previous = arrivedNanos;
    }
}
