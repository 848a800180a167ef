package dev.mynah.voice.stt;

/**
 * What a recogniser heard.
 *
 * @param text the words, trimmed; empty when nothing was said
 * @param provider name of the recogniser that heard it
 */
public record Transcript(String text, String provider) {
    public Transcript {
        text = text.strip();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }
}
