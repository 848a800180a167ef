package dev.mynah.voice.stt.sphinx;

/** How alike two texts look, letter by letter. */
final class Similarity {
    private Similarity() {}

    /**
     * Ratcliff and Obershelp's measure of the texts without their spaces: twice the letters in common over all letters,
     * where letters count as common when they lie in the longest run both share, or, left and right of it, in the next.
     *
     * @return 1 when alike (two empty texts are), 0 when not a letter is shared
     */
    static double ratio(String one, String other) {
        String a = one.replace(" ", "");
        String b = other.replace(" ", "");
        int letters = a.length() + b.length();
        return letters == 0 ? 1 : 2.0 * common(a, b) / letters;
    }

    private static int common(String a, String b) {
        int best = 0;
        int endInA = 0;
        int endInB = 0;
        int[] runs = new int[b.length() + 1];
        for (int i = 0; i < a.length(); i++) {
            for (int j = b.length(); j > 0; j--) {
                runs[j] = a.charAt(i) == b.charAt(j - 1) ? runs[j - 1] + 1 : 0;
                // Of equally long runs the first of both texts counts, whatever the order they are found in.
                if (runs[j] > best || (runs[j] == best && best > 0 && endInA == i + 1)) {
                    best = runs[j];
                    endInA = i + 1;
                    endInB = j;
                }
            }
        }
        if (best == 0) {
            return 0;
        }
        return best
                + common(a.substring(0, endInA - best), b.substring(0, endInB - best))
                + common(a.substring(endInA), b.substring(endInB));
    }
}
