package dev.mynah.voice.stt.sphinx;

/**
 * How many guesses the free vocabulary follows at once: the trade of processor time for accuracy.
 *
 * @param absolute most guesses kept in a frame
 * @param relative a guess less likely than the best by this factor is dropped
 * @param words most word ends kept in a frame
 * @param relativeWords as {@code relative}, for word ends
 */
record Beams(int absolute, double relative, int words, double relativeWords) {
    /** For a server with time to listen. */
    static final Beams WIDE = new Beams(5000, 1e-60, 100, 1e-40);

    /** So few that no text comes of it: only to learn how well arbitrary sounds fit, which tells a command. */
    static final Beams SKIMMING = new Beams(100, 1e-10, 5, 1e-5);

    /** About half the work, for a server with a waiting line. */
    static final Beams NARROW = new Beams(3000, 1e-40, 50, 1e-25);
}
