package dev.mynah.access.rate;

/**
 * How often something may happen.
 *
 * @param perMinute on the long run; 0 for as often as it likes
 * @param burst at once, after a while of nothing
 */
public record Rate(int perMinute, int burst) {
    /** As often as it likes. */
    public static final Rate UNLIMITED = new Rate(0, 1);

    public Rate {
        if (perMinute < 0 || burst < 1) {
            throw new IllegalArgumentException(perMinute + " a minute, " + burst + " at once");
        }
    }

    boolean unlimited() {
        return perMinute == 0;
    }
}
