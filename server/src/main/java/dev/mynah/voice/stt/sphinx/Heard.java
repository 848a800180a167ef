package dev.mynah.voice.stt.sphinx;

/**
 * What the two searches made of an utterance. The grammar alone bends every fourth foreign sentence into a command; the
 * bounds that tell a real one are measured in docs/evidence/speech.md.
 *
 * @param command the sentence of the grammar; empty when it was none
 * @param words the free text
 * @param evidence how much better the command explains a frame of speech than the best of bare sounds does, as a natural
 *     logarithm; 0 without command
 * @param weakest the same for the word of the command that has least of it
 * @param range decibels between loud and quiet parts of the utterance
 */
record Heard(String command, String words, double evidence, double weakest, int range) {
    static final Heard NOTHING = new Heard("", "", 0, 0, 0);

    /** Real commands have -0.45 and more in clear sound; of 120 foreign sentences said twice one has -0.52, the others less. */
    private static final double EVIDENT = -0.5;

    /** A sentence that is a command but for one word has a word that explains nothing: -5 and less; real ones -3.2 and more. */
    private static final double WORD_FOR_WORD = -4;

    /** With noise 20 dB below, the range is 25 and more. In louder noise anything explains the sounds. */
    private static final int CLEAR = 22;

    /** What noise leaves of the evidence for a real command. */
    private static final double PLAUSIBLE = -1;

    private static final double ALIKE = 0.6;

    /** The command when it was one, else the free text. */
    String text() {
        return isEvident() || isConfirmed() ? command : words;
    }

    /** The same with another free text. */
    Heard with(String otherWords) {
        return new Heard(command, otherWords, evidence, weakest, range);
    }

    /** Whether it is a command whatever the free text says. */
    boolean isEvident() {
        return isCommandFrom(EVIDENT) && range >= CLEAR;
    }

    /** Where noise blurs the evidence, the free text has to resemble the command. */
    private boolean isConfirmed() {
        return isCommandFrom(PLAUSIBLE) && Similarity.ratio(command, words) >= ALIKE;
    }

    private boolean isCommandFrom(double least) {
        return !command.isEmpty() && evidence >= least && weakest >= WORD_FOR_WORD;
    }
}
