package dev.mynah.provisioning;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a manufacturer's list of serial numbers: one {@code serial,key} a line, the key as 64 hexadecimal digits. */
final class SerialFile {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_PROBLEMS = 20;
    private static final Pattern LINE = Pattern.compile("\"?([!-~&&[^,\"]]{1,32})\"?\\s*,\\s*\"?([0-9A-Fa-f]{64})\"?");
    private static final Pattern HEADING = Pattern.compile("(?i)\"?serial[ _-]?(number)?\"?\\s*,.*");

    private SerialFile() {}

    /**
     * The keys by serial number, in the order of the file. A heading, empty lines and lines that begin with {@code #} are
     * passed over.
     *
     * @throws RefusedException INVALID_REQUEST with the numbers of the lines that are wrong, or TOO_LARGE
     */
    static Map<String, String> read(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<Map<String, String>> problems = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty()
                    || line.startsWith("#")
                    || (number == 1 && HEADING.matcher(line).matches())) {
                continue;
            }
            if (number > MAX_LINES) {
                throw new RefusedException(
                        ErrorCode.TOO_LARGE, "At most " + MAX_LINES + " lines are taken at once; split the file.");
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                problems.add(problem(number, "is not serial,key with a key of 64 hexadecimal digits"));
            } else if (keys.put(matcher.group(1), matcher.group(2)) != null) {
                problems.add(problem(number, "repeats a serial number"));
            }
        }
        refuse(keys, problems);
        return keys;
    }

    private static Map<String, String> problem(int line, String what) {
        return Map.of("place", "body line " + line, "problem", what);
    }

    private static void refuse(Map<String, String> keys, List<Map<String, String>> problems) {
        if (!problems.isEmpty()) {
            Map<String, String> first = problems.getFirst();
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Nothing was imported: " + first.get("place") + " " + first.get("problem") + ".",
                    Map.of("problems", List.copyOf(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())))));
        }
        if (keys.isEmpty()) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, "The file holds no serial number.");
        }
    }
}
