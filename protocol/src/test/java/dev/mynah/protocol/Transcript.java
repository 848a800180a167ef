package dev.mynah.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A golden transcript: what crosses the wire, as data on the test class path below {@code /transcripts}.
 *
 * @param check the conformance checks it belongs to, e.g. {@code C29}
 * @param expect what a reader must make of it
 */
public record Transcript(String name, List<String> check, List<Line> msgs, JsonNode expect) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * One message; exactly one of {@code text} and {@code bytes} is there.
     *
     * @param json the whole line, for what only some transcripts have (headers, status)
     */
    public record Line(boolean fromDevice, @Nullable String text, byte @Nullable [] bytes, JsonNode json) {}

    private static final List<String> WEBSOCKET = List.of(
            "turn-in-auto-mode",
            "wake-word-burst",
            "device-that-never-detects",
            "unescaped-wake-text",
            "interrupted-by-button",
            "interrupted-by-wake-word",
            "push-to-talk",
            "realtime-hears-while-speaking",
            "framing-2",
            "framing-3",
            "tiny-packets",
            "strange-messages",
            "repeated-hello",
            "alert-and-reboot",
            "what-breaks-a-device");

    /**
     * The transcripts of a folder: {@code websocket}, {@code mqtt}, {@code ota}, {@code mcp}, {@code json}, {@code serial} or
     * {@code udp-plain}.
     */
    public static Stream<Transcript> in(String folder) {
        return names(folder).stream().map(name -> read(folder, name));
    }

    private static List<String> names(String folder) {
        return switch (folder) {
            case "websocket" -> WEBSOCKET;
            case "ota" ->
                List.of(
                        "bound-device",
                        "quote-in-network-name",
                        "mobile-network-board",
                        "unbound-device",
                        "upper-case-identity",
                        "replies-that-brick-a-device");
            case "mqtt" ->
                List.of(
                        "conversation",
                        "server-says-goodbye",
                        "new-hello-supersedes",
                        "old-firmware",
                        "datagrams-that-are-dropped",
                        "hellos-a-device-cannot-use");
            case "mcp" -> List.of("introduction", "calls-and-refusals");
            case "json", "udp-plain" -> List.of("light-on");
            case "serial" -> List.of("light-on-text", "light-on-frames");
            default -> throw new IllegalArgumentException(folder);
        };
    }

    /** One transcript by name. */
    public static Transcript read(String folder, String name) {
        String path = "/transcripts/" + folder + "/" + name + ".json";
        try (InputStream in = Transcript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no transcript " + path);
            }
            JsonNode node = MAPPER.readTree(in);
            List<String> check = new ArrayList<>();
            node.path("check").forEach(one -> check.add(one.asText()));
            List<Line> lines = new ArrayList<>();
            node.path("msgs").forEach(one -> lines.add(line(one)));
            return new Transcript(node.path("name").asText(), check, lines, node.path("expect"));
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }

    private static Line line(JsonNode node) {
        JsonNode hex = node.get("hex");
        return new Line(
                node.path("from").asText().equals("device"),
                hex == null ? node.path("text").asText() : null,
                hex == null ? null : HexFormat.of().parseHex(hex.asText()),
                node);
    }

    /** Strings of a list in {@link #expect}. */
    public List<String> expected(String member) {
        List<String> values = new ArrayList<>();
        expect.path(member).forEach(one -> values.add(one.asText()));
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
