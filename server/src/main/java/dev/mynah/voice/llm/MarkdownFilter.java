package dev.mynah.voice.llm;

import java.util.function.IntConsumer;

/** Leaves out Markdown's marks and everything between code fences. Takes code points. */
final class MarkdownFilter {
    private static final String MARKS = "*_~`#-+>";
    private static final int END = -1;

    private final IntConsumer out;
    private boolean lineBegins = true;
    private boolean fenced;
    private boolean skipsLine;
    private int before = '\n';
    private int mark;
    private int count;

    MarkdownFilter(IntConsumer out) {
        this.out = out;
    }

    void accept(int c) {
        if (count > 0 && c == mark) {
            count++;
            return;
        }
        resolve(c);
        if (MARKS.indexOf(c) >= 0) {
            mark = c;
            count = 1;
        } else {
            pass(c);
        }
    }

    void end() {
        resolve(END);
    }

    private void pass(int c) {
        if (!fenced && !skipsLine) {
            out.accept(c);
        }
        if (c == '\n') {
            skipsLine = false;
        }
        lineBegins = c == '\n' || (lineBegins && Character.isWhitespace(c));
        before = c;
    }

    /** Decides on the marks held back, now that the character after them is known. */
    private void resolve(int next) {
        if (count == 0) {
            return;
        }
        int held = count;
        count = 0;
        if (mark == '`') {
            fence(held);
        } else if (!fenced && !skipsLine && isText(held, next)) {
            for (int i = 0; i < held; i++) {
                out.accept(mark);
            }
            lineBegins = false;
        }
        before = mark;
    }

    private void fence(int length) {
        if (length >= 3 && lineBegins) {
            fenced = !fenced;
            skipsLine = true;
        }
    }

    private boolean isText(int length, int next) {
        boolean spaceAfter = next == END || Character.isWhitespace(next);
        boolean rule = length >= 3 && spaceAfter;
        return switch (mark) {
            case '*' -> length == 1 && !(lineBegins && spaceAfter) && isOperator(next, spaceAfter);
            case '_' -> length == 1 && Character.isLetterOrDigit(before) && Character.isLetterOrDigit(next);
            case '~' -> length == 1;
            case '#' -> !(lineBegins && spaceAfter);
            case '-' -> !(lineBegins && (rule || (length == 1 && spaceAfter)));
            case '+' -> !(lineBegins && spaceAfter);
            default -> !lineBegins;
        };
    }

    private boolean isOperator(int next, boolean spaceAfter) {
        return (Character.isWhitespace(before) && spaceAfter) || (Character.isDigit(before) && Character.isDigit(next));
    }
}
