package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Checks of strings; other values pass, as JSON Schema says. Stateless. */
final class TextChecks {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private TextChecks() {}

    static Schema.Check length(String keyword, int bound) {
        boolean lower = keyword.equals("minLength");
        String problem = lower && bound == 1
                ? "must not be empty"
                : "must have at " + (lower ? "least " : "most ") + bound + " characters";
        return text(
                value -> {
                    int length = value.codePointCount(0, value.length());
                    return lower ? length >= bound : length <= bound;
                },
                problem);
    }

    static Schema.Check pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text(value -> pattern.matcher(value).find(), "must match " + regex);
    }

    static Schema.Check format(String format, String where) {
        return switch (format) {
            case "date-time" ->
                text(TextChecks::dateTime, "must be a time with its offset, such as 2026-01-31T08:30:00Z");
            case "date" -> text(TextChecks::date, "must be a date such as 2026-01-31");
            case "uri" -> text(TextChecks::uri, "must be an absolute address");
            case "uuid" -> text(value -> UUID.matcher(value).matches(), "must be a UUID");
            case "int32", "int64", "double", "password", "binary", "byte" -> (value, place, findings) -> {};
            default -> throw new ContractException(where, "is a format the server does not check: " + format);
        };
    }

    private static Schema.Check text(Predicate<String> good, String problem) {
        return (node, place, findings) -> {
            if (node.isTextual() && !good.test(node.textValue())) {
                findings.add(place, problem);
            }
        };
    }

    private static boolean dateTime(String text) {
        try {
            return !OffsetDateTime.parse(text).isEqual(OffsetDateTime.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean date(String text) {
        try {
            return !LocalDate.parse(text).equals(LocalDate.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean uri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether text can be stored and shown everywhere: no NUL, no half of a surrogate pair. */
    static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(character, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Adds every place where text cannot be stored, names of members included. */
    static void storable(JsonNode node, String place, Findings findings) {
        if (node.isTextual() && !storable(node.textValue())) {
            findings.add(place, "holds a NUL or half a character");
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            storable(node.get(i), place + "[" + i + "]", findings);
        }
        node.properties().forEach(member -> {
            if (storable(member.getKey())) {
                storable(member.getValue(), place + "." + member.getKey(), findings);
            } else {
                findings.add(place, "has a member whose name holds a NUL or half a character");
            }
        });
    }
}
