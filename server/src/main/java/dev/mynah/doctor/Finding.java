package dev.mynah.doctor;

/**
 * What one check found. Immutable.
 *
 * @param subject what was looked at, in a word or two
 * @param text what it is like, in plain words; with what to do about it unless all is well
 */
public record Finding(Level level, String subject, String text) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** Works, but not as well as it could, or not for everybody. */
        WARN,
        /** Does not work. */
        FAIL
    }

    public static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    public static Finding warn(String subject, String text) {
        return new Finding(Level.WARN, subject, text);
    }

    public static Finding fail(String subject, String text) {
        return new Finding(Level.FAIL, subject, text);
    }

    @Override
    public String toString() {
        return "%-5s %-14s %s".formatted(level, subject, text);
    }
}
