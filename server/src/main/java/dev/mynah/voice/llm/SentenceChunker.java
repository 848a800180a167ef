package dev.mynah.voice.llm;

import dev.mynah.protocol.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a model's text, as it streams in, into sentences to be spoken. The first may be a clause, so that speaking begins
 * early; later ones are whole sentences. Markdown and emojis are left out: formatting marks go, the text of links stays,
 * code between fences is not speech and goes too. What comes out does not depend on how the text was cut into pieces.
 *
 * <p>One object takes one reply. Not thread-safe.
 */
public final class SentenceChunker {
    private final SentenceCutter cutter = new SentenceCutter();
    private final EmojiFilter emojis = new EmojiFilter(cutter::accept);
    private final MarkdownFilter markdown = new MarkdownFilter(emojis::accept);
    private final LinkFilter links = new LinkFilter(markdown::accept);
    private char highSurrogate;

    /** Takes another piece and gives the sentences it completes. */
    public List<String> add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i));
        }
        return taken();
    }

    /** A character outside the basic plane comes in two halves, which may lie in different pieces. */
    private void accept(char unit) {
        if (highSurrogate != 0 && Character.isLowSurrogate(unit)) {
            links.accept(Character.toCodePoint(highSurrogate, unit));
            highSurrogate = 0;
        } else if (Character.isHighSurrogate(unit)) {
            highSurrogate = unit;
        } else if (!Character.isLowSurrogate(unit)) {
            links.accept(unit);
        }
    }

    /** Says that the text is complete and gives what is left of it. */
    public List<String> finish() {
        links.end();
        markdown.end();
        cutter.end();
        return taken();
    }

    private List<String> taken() {
        List<String> sentences = new ArrayList<>(cutter.sentences());
        cutter.sentences().clear();
        return sentences;
    }

    /** The face that the text begins with, once it has been seen. */
    public Optional<Emotion> emotion() {
        return emojis.leading();
    }
}
