package dev.mynah.voice.stt.sphinx;

/**
 * What the two searches made of an utterance. The grammar alone bends every fifth foreign sentence into a command; the
 * bounds that tell a real one are measured in docs/evidence/speech.md.
 *
 * @param command the sentence of the grammar; empty when it was none
 * @param words the free text
 * @param evidence how much better the command explains a frame of speech than a babble of arbitrary sounds does, as a
 *     natural logarithm; 0 without command
 * @param range decibels between loud and quiet parts of the utterance
 */
record Heard(String command, String words, double evidence, int range) {
    static final Heard NOTHING = new Heard("", "", 0, 0);

    /** Real commands have 4.7 and more, people and voices alike; foreign sentences 3.1 and less. */
    private static final double EVIDENT = 4;

    /** Noise makes anything explain its sounds, so that evidence counts in clear sound only. */
    private static final int CLEAR = 30;

    private static final double PLAUSIBLE = 3.7;
    private static final double ALIKE = 0.6;

    /** The command when it was one, else the free text. */
    String text() {
        return isEvident() || isConfirmed() ? command : words;
    }

    /** The same with another free text. */
    Heard with(String otherWords) {
        return new Heard(command, otherWords, evidence, range);
    }

    /** Whether it is a command whatever the free text says. */
    boolean isEvident() {
        return evidence >= EVIDENT && range >= CLEAR;
    }

    /** Where noise blurs the evidence, the free text has to resemble the command. */
    private boolean isConfirmed() {
        return evidence >= PLAUSIBLE && Similarity.ratio(command, words) >= ALIKE;
    }
}
