package dev.mynah.app;

import dev.mynah.storage.postgres.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of a test's own whose processes stand still until this is closed: it accepts and never answers. */
final class FrozenDatabase implements AutoCloseable {
    private final List<ProcessHandle> processes;

    private FrozenDatabase(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    /** Stops the database, of which the test must be the only user. */
    static FrozenDatabase of(Address address) throws IOException, InterruptedException, SQLException {
        String directory;
        try (Connection connection = DriverManager.getConnection(address.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            directory = row.getString(1);
        }
        String pid = Files.readAllLines(Path.of(directory, "postmaster.pid")).getFirst();
        ProcessHandle master = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        FrozenDatabase frozen = new FrozenDatabase(
                Stream.concat(Stream.of(master), master.descendants()).toList());
        frozen.signal("STOP");
        return frozen;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        processes.stream().map(process -> String.valueOf(process.pid())))
                .toList();
        // A process that ended by itself meanwhile cannot be told anything.
        new ProcessBuilder(command).start().waitFor();
    }
}
