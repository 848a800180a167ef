package dev.mynah.observability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What the last day was like, in stretches of five minutes, for people who look. Kept in memory: after a restart it begins
 * anew. Thread-safe. Of a stretch with very many turns the latest 512 count for its percentiles.
 */
public final class Figures {
    private static final Duration STRETCH = Duration.ofMinutes(5);
    private static final int STRETCHES = 288;
    private static final int SAMPLES = 512;

    private final InstantSource clock;
    private final Stretch[] day = new Stretch[STRETCHES];

    /** Five minutes. Latencies are in milliseconds and null when nobody asked anything. */
    public record Point(
            Instant at,
            int turns,
            int failed,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            int online) {}

    /** All of the last day. */
    public record Day(
            int turns,
            int failed,
            int cut,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double serverP50Ms,
            @Nullable Double serverP99Ms) {}

    private static final class Stretch {
        private final long number;
        private final double[] totals = new double[SAMPLES];
        private final double[] own = new double[SAMPLES];
        private int heard;
        private int measured;
        private int turns;
        private int failed;
        private int cut;
        private int online;

        private Stretch(long number) {
            this.number = number;
        }

        private DoubleStream totals() {
            return Arrays.stream(totals, 0, Math.min(heard, SAMPLES));
        }

        private DoubleStream own() {
            return Arrays.stream(own, 0, Math.min(measured, SAMPLES));
        }
    }

    public Figures(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts a turn.
     *
     * @param totalMillis from the end of speech to the first sound; null when there was none
     * @param serverMillis the server's own share; null when not known
     */
    public synchronized void turn(
            boolean failed, boolean cut, @Nullable Double totalMillis, @Nullable Double serverMillis) {
        Stretch now = now();
        now.turns++;
        now.failed += failed ? 1 : 0;
        now.cut += cut ? 1 : 0;
        if (totalMillis != null) {
            now.totals[now.heard++ % SAMPLES] = totalMillis;
        }
        if (serverMillis != null) {
            now.own[now.measured++ % SAMPLES] = serverMillis;
        }
    }

    /** Notes how many devices are there; the most of a stretch counts. */
    public synchronized void online(int devices) {
        Stretch now = now();
        now.online = Math.max(now.online, devices);
    }

    /** The latest stretches, the oldest first; those without any sign of life are zero. */
    public synchronized List<Point> latest(int stretches) {
        long last = number(clock.instant());
        List<Point> points = new ArrayList<>(stretches);
        for (long number = last - stretches + 1; number <= last; number++) {
            Instant at = Instant.ofEpochMilli(number * STRETCH.toMillis());
            Stretch stretch = day[(int) (number % STRETCHES)];
            points.add(
                    stretch == null || stretch.number != number
                            ? new Point(at, 0, 0, null, null, 0)
                            : new Point(
                                    at,
                                    stretch.turns,
                                    stretch.failed,
                                    percentile(stretch.totals(), 0.5),
                                    percentile(stretch.totals(), 0.95),
                                    stretch.online));
        }
        return points;
    }

    public synchronized Day day() {
        long first = number(clock.instant()) - STRETCHES + 1;
        List<Stretch> known = Arrays.stream(day)
                .filter(stretch -> stretch != null && stretch.number >= first)
                .toList();
        return new Day(
                known.stream().mapToInt(stretch -> stretch.turns).sum(),
                known.stream().mapToInt(stretch -> stretch.failed).sum(),
                known.stream().mapToInt(stretch -> stretch.cut).sum(),
                percentile(known.stream().flatMapToDouble(Stretch::totals), 0.5),
                percentile(known.stream().flatMapToDouble(Stretch::totals), 0.95),
                percentile(known.stream().flatMapToDouble(Stretch::own), 0.5),
                percentile(known.stream().flatMapToDouble(Stretch::own), 0.99));
    }

    private Stretch now() {
        long number = number(clock.instant());
        int place = (int) (number % STRETCHES);
        Stretch stretch = day[place];
        if (stretch == null || stretch.number != number) {
            stretch = new Stretch(number);
            day[place] = stretch;
        }
        return stretch;
    }

    private static long number(Instant at) {
        return at.toEpochMilli() / STRETCH.toMillis();
    }

    private static @Nullable Double percentile(DoubleStream values, double part) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? null : sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
    }
}
