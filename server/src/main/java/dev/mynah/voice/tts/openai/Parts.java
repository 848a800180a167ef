package dev.mynah.voice.tts.openai;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text that is too long for one request where a reader would take breath. */
final class Parts {
    private static final String ENDS = ".!?;。！？；\n";
    private static final String PAUSES = ",，、 ";

    private Parts() {}

    static List<String> of(String text, int longest) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > longest) {
            int cut = cut(rest, longest);
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    private static int cut(String text, int longest) {
        int end = lastOf(ENDS, text, longest);
        int pause = end > 0 ? end : lastOf(PAUSES, text, longest);
        int hard = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return pause > 0 ? pause : hard;
    }

    private static int lastOf(String marks, String text, int longest) {
        for (int at = longest; at > 1; at--) {
            if (marks.indexOf(text.charAt(at - 1)) >= 0) {
                return at;
            }
        }
        return 0;
    }
}
