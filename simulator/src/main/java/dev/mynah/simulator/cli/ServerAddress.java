package dev.mynah.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the server is: said, or read from what a running server leaves in its data directory. */
final class ServerAddress {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "",
            description = "address of the server, e.g. http://192.168.1.5:8000; default: the one that runs here")
    String url = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "data directory of the server that runs here (default: ${DEFAULT-VALUE})")
    Path data = Path.of("data");

    private static final int DEFAULT_UDP = 8884;

    /**
     * The base URL and, for a server on this machine, its process.
     *
     * @param udp its audio port
     * @param credential with which devices can be bound; empty when there is none, or the server is somewhere else
     */
    record Found(String base, long pid, int udp, String credential) {
        String host() {
            return URI.create(base).getHost();
        }

        /** Asks for a wire, whatever the server tells devices that ask for none. */
        String otaUrl(Transport transport) {
            return base + "/xiaozhi/ota/?transport=" + transport.wish();
        }
    }

    Found find() throws CommandFailure {
        Optional<Members> run = runFile();
        long pid = run.map(members -> members.node().path("pid").asLong(0)).orElse(0L);
        int udp = run.map(members -> members.node().path("udp").asInt(DEFAULT_UDP))
                .orElse(DEFAULT_UDP);
        if (!url.isEmpty()) {
            String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            return new Found(base.contains("://") ? base : "http://" + base, pid, udp, "");
        }
        JsonNode port = run.map(members -> members.node().path("http").path(0)).orElse(null);
        if (port == null || !port.isInt()) {
            throw new CommandFailure("No server runs here: " + data.resolve("run.json")
                    + " is missing. Start one with './mynah start', or say where it is with --server or --data.");
        }
        return new Found("http://127.0.0.1:" + port.intValue(), pid, udp, credential());
    }

    private String credential() throws CommandFailure {
        Path file = data.resolve("local-credential");
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException unreadable) {
            throw new CommandFailure(file + " cannot be read: " + unreadable.getMessage()
                    + ". Only whoever runs the server may; or say --server to enter the code yourself.");
        }
    }

    private Optional<Members> runFile() throws CommandFailure {
        Path file = data.resolve("run.json");
        try {
            return Optional.of(JsonText.object(Files.readString(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | WrongShapeException unreadable) {
            throw new CommandFailure(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
