package dev.mynah.voice.llm;

import java.util.function.IntConsumer;

/** Leaves of a Markdown link or image only its text: {@code [text](address)}. Takes code points. */
final class LinkFilter {
    private static final int LONGEST_TEXT = 120;

    private enum Place {
        OUTSIDE,
        TEXT,
        AFTER_TEXT,
        ADDRESS
    }

    private final IntConsumer out;
    private final StringBuilder text = new StringBuilder();
    private Place place = Place.OUTSIDE;
    private boolean bang;
    private boolean wordBegins = true;

    LinkFilter(IntConsumer out) {
        this.out = out;
    }

    void accept(int c) {
        switch (place) {
            case OUTSIDE -> outside(c);
            case TEXT -> inText(c);
            case AFTER_TEXT -> afterText(c);
            case ADDRESS -> inAddress(c);
        }
    }

    private void outside(int c) {
        boolean maybeImage = c == '!' && wordBegins;
        wordBegins = Character.isWhitespace(c);
        if (c == '[') {
            bang = false;
            place = Place.TEXT;
            return;
        }
        releaseBang();
        if (maybeImage) {
            bang = true;
        } else {
            out.accept(c);
        }
    }

    private void inText(int c) {
        if (c == ']') {
            place = Place.AFTER_TEXT;
        } else if (c == '\n' || c == '[' || text.length() >= LONGEST_TEXT) {
            release("[", "");
            accept(c);
        } else {
            text.appendCodePoint(c);
        }
    }

    private void afterText(int c) {
        if (c == '(') {
            release("", "");
            place = Place.ADDRESS;
        } else {
            release("[", "]");
            accept(c);
        }
    }

    private void inAddress(int c) {
        if (c == ')' || c == '\n') {
            place = Place.OUTSIDE;
        }
        if (c == '\n') {
            outside(c);
        }
    }

    private void release(String before, String after) {
        String held = before + text + after;
        text.setLength(0);
        place = Place.OUTSIDE;
        held.codePoints().forEach(out);
    }

    private void releaseBang() {
        if (bang) {
            out.accept('!');
            bang = false;
        }
    }

    void end() {
        releaseBang();
        switch (place) {
            case TEXT -> release("[", "");
            case AFTER_TEXT -> release("[", "]");
            case OUTSIDE, ADDRESS -> {}
        }
    }
}
