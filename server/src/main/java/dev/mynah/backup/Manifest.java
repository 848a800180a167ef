package dev.mynah.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself. Immutable.
 *
 * @param program version that made it
 * @param engine the database was kept by, for people
 * @param versions the migrations its database has had
 * @param rows how many, by table
 * @param counters the number last given out, by table that numbers its rows
 * @param sealing how its sealed parts are sealed; null when there are none
 * @param digests SHA-256 of every other part, in hexadecimal, by name
 */
record Manifest(
        String program,
        Instant createdAt,
        String engine,
        SortedSet<Integer> versions,
        SortedMap<String, Long> rows,
        SortedMap<String, Long> counters,
        @Nullable Sealing sealing,
        SortedMap<String, String> digests) {
    static final String NAME = "manifest.json";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    Manifest {
        versions = Collections.unmodifiableSortedSet(versions);
        rows = Collections.unmodifiableSortedMap(rows);
        counters = Collections.unmodifiableSortedMap(counters);
        digests = Collections.unmodifiableSortedMap(digests);
    }

    String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT).put("program", program).put("created_at", createdAt.toString());
        node.put("engine", engine);
        versions.forEach(node.withArray("versions")::add);
        rows.forEach(node.putObject("rows")::put);
        counters.forEach(node.putObject("counters")::put);
        if (sealing != null) {
            sealing.write(node.putObject("sealing"));
        }
        digests.forEach(node.putObject("sha256")::put);
        return node.toPrettyString() + "\n";
    }

    static Manifest parse(String json) throws BackupException {
        try {
            JsonNode node = JSON.readTree(json);
            if (node.path("format").asInt() != FORMAT) {
                throw new BackupException("Its format is %s, and this version of Mynah reads only format %d."
                        .formatted(node.path("format").asText("unknown"), FORMAT));
            }
            var versions = new TreeSet<Integer>();
            node.path("versions").forEach(version -> versions.add(version.asInt()));
            var digests = new TreeMap<String, String>();
            node.path("sha256")
                    .properties()
                    .forEach(entry ->
                            digests.put(entry.getKey(), entry.getValue().asText()));
            return new Manifest(
                    node.path("program").asText(),
                    Instant.parse(node.path("created_at").asText()),
                    node.path("engine").asText(),
                    versions,
                    numbers(node.path("rows")),
                    numbers(node.path("counters")),
                    node.has("sealing") ? Sealing.read(node.path("sealing")) : null,
                    digests);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException malformed) {
            throw new BackupException("It does not say what it holds.", malformed);
        }
    }

    private static SortedMap<String, Long> numbers(JsonNode node) {
        var numbers = new TreeMap<String, Long>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            numbers.put(entry.getKey(), entry.getValue().asLong());
        }
        return numbers;
    }
}
