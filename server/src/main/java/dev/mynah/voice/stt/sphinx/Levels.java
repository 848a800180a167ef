package dev.mynah.voice.stt.sphinx;

/** How far speech stands out of its background: the levels of 20 ms pieces, counted. Not thread-safe. */
final class Levels {
    private static final int PIECE = 320;
    private static final int LOUDEST = 100;

    /** Decibels of samples that stay below ten. */
    private static final int FAINTEST = 20;

    private final int[] counts = new int[LOUDEST];
    private int pieces;
    private double energy;
    private int samples;

    void add(short[] more) {
        for (short sample : more) {
            energy += (double) sample * sample;
            if (++samples == PIECE) {
                int decibels = (int) (10 * Math.log10(energy / PIECE + 1));
                counts[Math.min(decibels, LOUDEST - 1)]++;
                pieces++;
                energy = 0;
                samples = 0;
            }
        }
    }

    /** Decibels between the loud tenth and the quiet tenth of the pieces; 0 when there are none. */
    int range() {
        return percentile(0.9) - percentile(0.1);
    }

    /** Whether nothing was louder than the last bits of a converter; a search hears a word even in that. */
    boolean silent() {
        return percentile(1) < FAINTEST;
    }

    private int percentile(double share) {
        int seen = 0;
        for (int level = 0; level < LOUDEST; level++) {
            seen += counts[level];
            if (pieces > 0 && seen >= share * pieces) {
                return level;
            }
        }
        return 0;
    }
}
