package dev.mynah.storage.testing;

import dev.mynah.storage.postgres.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server that a test kills and starts again on the same files and port. It is set up to confirm changes before
 * they are safe from that, unless a connection says otherwise. Confined to one thread.
 */
public final class KillablePostgres implements AutoCloseable {
    private static final int MOST_STARTS = 50;

    private final Path files;
    private EmbeddedPostgres server;

    /** @param files directory for them; made when it is missing */
    public KillablePostgres(Path files) throws IOException {
        this.files = files;
        this.server = start(0);
    }

    /** Its only database. */
    public Address address() {
        return new Address(server.getJdbcUrl("postgres", "postgres"), "", "");
    }

    /**
     * Kills the server's first process as {@code kill -9} does, and waits until the others have noticed and ended. As long as
     * one is left the server must not be started again: PostgreSQL refuses that, except where it runs as a user of a
     * namespace of its own, as it does here.
     */
    public void kill() throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(files.resolve("postmaster.pid")).getFirst());
        ProcessHandle process = ProcessHandle.of(first).orElseThrow();
        List<ProcessHandle> others = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        others.forEach(other -> other.onExit().join());
        server.close(); // lets go of what this program holds of it
    }

    /** Stops it in good order. */
    public void stop() throws IOException {
        server.close();
    }

    /** Starts it again after it was killed or stopped. */
    public void startAgain() throws IOException {
        int port = server.getPort();
        for (int starts = 1; ; starts++) {
            try {
                server = start(port);
                return;
            } catch (IOException | RuntimeException processesOfTheKilledOneAreLeft) {
                if (starts == MOST_STARTS) {
                    throw processesOfTheKilledOneAreLeft;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("synchronous_commit", "off");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }
}
