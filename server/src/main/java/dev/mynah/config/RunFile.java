package dev.mynah.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says about itself in {@code <data>/run.json}, so that other programs find it. Immutable.
 *
 * @param pid its process
 * @param http the ports it really listens on, in the order of the configuration
 * @param https those that speak TLS
 * @param mqtt the broker's port; 0 when there is none
 * @param udp the audio port; 0 when there is none
 */
public record RunFile(
        long pid, String version, List<Integer> http, List<Integer> https, int mqtt, int udp, Instant startedAt) {
    private static final String NAME = "run.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public RunFile {
        http = List.copyOf(http);
        https = List.copyOf(https);
    }

    /** Writes the file in one step: who reads it sees all of it or none. */
    public void write(Path data) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("pid", pid).put("version", version);
        var ports = node.putArray("http");
        http.forEach(ports::add);
        if (!https.isEmpty()) {
            var secure = node.putArray("https");
            https.forEach(secure::add);
        }
        if (mqtt > 0) {
            node.put("mqtt", mqtt);
        }
        if (udp > 0) {
            node.put("udp", udp);
        }
        node.put("started_at", startedAt.toString());
        Path begun = Files.createTempFile(data, NAME, ".new");
        Files.writeString(begun, node.toPrettyString() + "\n");
        Files.move(begun, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file if it is this one; that of a successor stays. */
    public void remove(Path data) throws IOException {
        if (read(data).filter(this::equals).isPresent()) {
            Files.deleteIfExists(data.resolve(NAME));
        }
    }

    /** The server that runs on the directory; empty when none does, also when a killed one left its file behind. */
    public static Optional<RunFile> running(Path data) throws IOException {
        return read(data).filter(run -> ProcessHandle.of(run.pid())
                .filter(ProcessHandle::isAlive)
                .isPresent());
    }

    private static Optional<RunFile> read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return of(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<RunFile> of(JsonNode node) {
        if (!node.path("pid").isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(new RunFile(
                node.path("pid").asLong(),
                node.path("version").asText(),
                ports(node.path("http")),
                ports(node.path("https")),
                node.path("mqtt").asInt(0),
                node.path("udp").asInt(0),
                Instant.parse(node.path("started_at").asText())));
    }

    private static List<Integer> ports(JsonNode array) {
        var ports = new ArrayList<Integer>();
        array.forEach(port -> ports.add(port.asInt()));
        return ports;
    }
}
