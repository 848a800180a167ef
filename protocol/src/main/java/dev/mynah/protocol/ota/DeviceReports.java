package dev.mynah.protocol.ota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads configuration requests. Nothing in one is an error: the firmware pastes strings together without escaping, so
 * a quote in an SSID breaks the body, and the headers must do then (firmware wire contract §1.3, C6, C7). Stateless
 * and thread-safe.
 */
public final class DeviceReports {
    private DeviceReports() {}

    /** Looks a header up by name, in any case; null when absent. */
    @FunctionalInterface
    public interface Headers extends Function<String, @Nullable String> {}

    /** Gathers the report; never throws. The headers win over the body where both speak. */
    public static DeviceReport read(Headers headers, String body) {
        Optional<Members> readable = members(body);
        Members report = readable.orElseGet(() -> new Members(JsonText.newObject(), false));
        Members application = report.objectIfAny("application");
        return new DeviceReport(
                deviceId(headers, report),
                first(header(headers, "Client-Id"), report.textIfAny("uuid")),
                header(headers, "Serial-Number"),
                "2".equals(header(headers, "Activation-Version")) ? 2 : 1,
                first(header(headers, "Accept-Language"), report.textIfAny("language")),
                first(application.textIfAny("version"), agentPart(headers, false)),
                application.textIfAny("elf_sha256"),
                application.textIfAny("compile_time"),
                report.textIfAny("chip_model_name"),
                number(report.member("flash_size")),
                number(report.member("minimum_free_heap_size")),
                report.objectIfAny("ota").textIfAny("label"),
                partitions(report.member("partition_table")),
                board(headers, report.objectIfAny("board")),
                display(report),
                readable.isPresent());
    }

    private static Optional<Members> members(String body) {
        try {
            return Optional.of(JsonText.object(body));
        } catch (WrongShapeException broken) {
            return Optional.empty();
        }
    }

    private static @Nullable DeviceId deviceId(Headers headers, Members report) {
        String written = first(header(headers, "Device-Id"), report.textIfAny("mac_address"));
        return written == null ? null : DeviceId.parse(written).orElse(null);
    }

    private static DeviceReport.Board board(Headers headers, Members board) {
        return new DeviceReport.Board(
                board.textIfAny("type"),
                first(board.textIfAny("name"), agentPart(headers, true)),
                board.textIfAny("manufacturer"),
                board.textIfAny("ip"),
                board.textIfAny("ssid"),
                board.integerIfAny("rssi", 0),
                board.textIfAny("carrier"));
    }

    private static DeviceReport.Partitions partitions(@Nullable JsonNode table) {
        boolean model = false;
        boolean assets = false;
        long smallest = 0;
        for (JsonNode partition : table == null ? List.<JsonNode>of() : table) {
            String label = partition.path("label").asText();
            model |= label.equals("model");
            assets |= label.equals("assets");
            long size = partition.path("size").asLong();
            if (takesApplication(partition) && size > 0) {
                smallest = smallest == 0 ? size : Math.min(smallest, size);
            }
        }
        return new DeviceReport.Partitions(assets ? 2 : model ? 1 : 0, smallest);
    }

    /** The partition types of ESP-IDF: 0 is an application, its subtypes 16 to 31 are those written from the network. */
    private static boolean takesApplication(JsonNode partition) {
        int subtype = partition.path("subtype").asInt(-1);
        return partition.path("type").asInt(-1) == 0 && subtype >= 16 && subtype <= 31;
    }

    private static DeviceReport.@Nullable Display display(Members report) {
        if (report.member("display") == null) {
            return null;
        }
        Members display = report.objectIfAny("display");
        JsonNode monochrome = display.member("monochrome");
        return new DeviceReport.Display(
                display.integerIfAny("width", 0),
                display.integerIfAny("height", 0),
                monochrome != null && monochrome.asBoolean());
    }

    /** Of {@code <board>/<version>}, as the User-Agent is written. */
    private static @Nullable String agentPart(Headers headers, boolean board) {
        String agent = header(headers, "User-Agent");
        int slash = agent == null ? -1 : agent.lastIndexOf('/');
        if (agent == null || slash <= 0 || slash == agent.length() - 1) {
            return null;
        }
        return board ? agent.substring(0, slash) : agent.substring(slash + 1);
    }

    /** Numbers come as numbers or, like the heap size, inside strings. */
    private static long number(@Nullable JsonNode node) {
        return node == null ? 0 : node.asLong(0);
    }

    private static @Nullable String header(Headers headers, String name) {
        String value = headers.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
        return preferred == null ? other : preferred;
    }
}
