package dev.mynah.api;

import dev.mynah.error.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a {@code multipart/form-data} body, one after another as they come (RFC 7578). Little of it is in memory at
 * once. To be read by one thread. What is written wrongly is refused as INVALID_REQUEST.
 */
public final class MultipartForm {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"\\r\\n]{1,64})\"");
    private static final int HEAD_BYTES = 4096;
    private static final int MOST_PARTS = 32;

    private final DelimitedStream stream;
    private final Set<String> names = new HashSet<>();

    private MultipartForm(DelimitedStream stream) {
        this.stream = stream;
    }

    /** @throws RefusedException when the type has no boundary */
    static MultipartForm of(String contentType, InputStream body) {
        Matcher found = BOUNDARY.matcher(contentType);
        if (!found.find()) {
            throw Refusals.invalid("header.Content-Type", "names no boundary");
        }
        String boundary = found.group(1) == null ? found.group(2) : found.group(1);
        return new MultipartForm(new DelimitedStream(body, "\r\n--" + boundary));
    }

    /**
     * One field of the form.
     *
     * @param content until the next one is asked for
     */
    public record Part(String name, InputStream content) {
        /**
         * The content of a field that is text.
         *
         * @param most bytes it may have
         */
        public String text(int most) {
            try {
                byte[] bytes = content.readNBytes(most + 1);
                if (bytes.length > most) {
                    throw Refusals.invalid("body." + name, "has more than " + most + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The next field, in the order in which they are sent; empty at the end. */
    public Optional<Part> next() {
        stream.toDelimiter();
        String tail = line();
        if (tail.startsWith("--")) {
            return Optional.empty();
        }
        if (!tail.isBlank() || names.size() >= MOST_PARTS) {
            throw broken();
        }
        String name = name(head());
        if (!names.add(name)) {
            throw Refusals.invalid("body." + name, "is there twice");
        }
        stream.goOn();
        return Optional.of(new Part(name, stream));
    }

    private static String name(String head) {
        for (String header : head.split("\r\n")) {
            Matcher name = NAME.matcher(header);
            if (header.regionMatches(true, 0, "Content-Disposition:", 0, 20) && name.find()) {
                return name.group(1);
            }
        }
        throw broken();
    }

    /** All header lines of a part. */
    private String head() {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append("\r\n");
            if (head.length() > HEAD_BYTES) {
                throw broken();
            }
        }
        return head.toString();
    }

    /** What comes until the end of the line; at the end of everything, what is left. */
    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = stream.raw(); next >= 0; next = stream.raw()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(next);
            if (line.size() > HEAD_BYTES) {
                throw broken();
            }
        }
        if (line.toString(StandardCharsets.UTF_8).startsWith("--")) {
            return "--";
        }
        throw broken();
    }

    static RefusedException broken() {
        return Refusals.invalid("body", "is not written as a form of the media type multipart/form-data");
    }
}
