package dev.mynah.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps which words of a reply have been heard, by the frames that were played of each sentence. Not thread-safe.
 *
 * <p>What a device was sent but had not played when it was interrupted was not heard, so the history must not hold it.
 */
final class HeardText {
    /** Frames of 60 ms that a letter takes, for a sentence whose synthesis had not ended when it was cut. */
    private static final double FRAMES_PER_LATIN_LETTER = 1.1;

    private static final double FRAMES_PER_IDEOGRAPH = 3.5;

    private final List<Sentence> sentences = new ArrayList<>();

    private static final class Sentence {
        private final String text;
        private int queued;
        private int sent;
        private boolean complete;

        private Sentence(String text) {
            this.text = text;
        }
    }

    /** A sentence begins: the frames that follow are its. */
    void begin(String text) {
        endSentence();
        sentences.add(new Sentence(text));
    }

    /** A frame of the newest sentence is ready. */
    void queued() {
        if (!sentences.isEmpty()) {
            sentences.getLast().queued++;
        }
    }

    /** The oldest frame that was not sent yet was sent. */
    void sent() {
        for (Sentence sentence : sentences) {
            if (sentence.sent < sentence.queued) {
                sentence.sent++;
                return;
            }
        }
    }

    /** No more frames of the newest sentence will come. */
    void endSentence() {
        if (!sentences.isEmpty()) {
            sentences.getLast().complete = true;
        }
    }

    /** The words heard when the last {@code unplayed} of the sent frames were not played. */
    String heard(int unplayed) {
        int[] played = new int[sentences.size()];
        int silent = unplayed;
        for (int i = sentences.size() - 1; i >= 0; i--) {
            int lost = Math.min(silent, sentences.get(i).sent);
            played[i] = sentences.get(i).sent - lost;
            silent -= lost;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < played.length; i++) {
            append(text, part(sentences.get(i), played[i]));
        }
        return text.toString();
    }

    /** Everything, for a reply that was played to its end. */
    String all() {
        StringBuilder text = new StringBuilder();
        sentences.forEach(sentence -> append(text, sentence.text));
        return text.toString();
    }

    private static void append(StringBuilder text, String part) {
        if (part.isEmpty()) {
            return;
        }
        boolean space = !text.isEmpty()
                && !ideographic(text.charAt(text.length() - 1))
                && !Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(space ? " " : "").append(part);
    }

    private static String part(Sentence sentence, int played) {
        if (sentence.complete && played >= sentence.queued) {
            return played == 0 ? "" : sentence.text;
        }
        double whole = sentence.complete ? sentence.queued : Math.max(sentence.queued, estimate(sentence.text));
        int letters = (int) (sentence.text.length() * Math.min(1, played / whole));
        return cutAtWord(sentence.text, letters);
    }

    private static double estimate(String text) {
        return text.chars()
                .mapToDouble(c -> ideographic((char) c) ? FRAMES_PER_IDEOGRAPH : FRAMES_PER_LATIN_LETTER)
                .sum();
    }

    private static String cutAtWord(String text, int letters) {
        int end = letters;
        while (end > 0 && end < text.length() && insideWord(text, end)) {
            end--;
        }
        return text.substring(0, end).strip();
    }

    private static boolean insideWord(String text, int at) {
        return Character.isLetterOrDigit(text.charAt(at))
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && !ideographic(text.charAt(at));
    }

    /** Ideographs and the punctuation that goes with them, between which no space is written. */
    private static boolean ideographic(char c) {
        return Character.isIdeographic(c) || (c >= '\u3000' && c <= '\u303f') || (c >= '\uff00' && c <= '\uffef');
    }
}
