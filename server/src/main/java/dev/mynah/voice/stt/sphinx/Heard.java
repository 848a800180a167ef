package dev.mynah.voice.stt.sphinx;

/**
 * What the two searches made of an utterance.
 *
 * @param command the sentence of the grammar; empty when it was none
 * @param words the free text
 * @param evidence how much better the command explains a frame of speech than a babble of arbitrary sounds does, as a
 *     natural logarithm; 0 without command
 */
record Heard(String command, String words, double evidence) {
    static final Heard NOTHING = new Heard("", "", 0);

    /**
     * The grammar alone bends every fifth foreign sentence into a command. A real one explains its sounds far better (4.7
     * and more against 3.1 and less, docs/evidence/speech.md); where noise blurs that, the free text has to resemble it.
     */
    private static final double EVIDENT = 4;

    private static final double PLAUSIBLE = 3.3;
    private static final double ALIKE = 0.6;

    /** The command when it was one, else the free text. */
    String text() {
        return isEvident() || isConfirmed() ? command : words;
    }

    private boolean isEvident() {
        return evidence >= EVIDENT;
    }

    private boolean isConfirmed() {
        return evidence >= PLAUSIBLE && Similarity.ratio(command, words) >= ALIKE;
    }
}
