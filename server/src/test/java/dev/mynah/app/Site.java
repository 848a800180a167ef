package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import dev.mynah.doctor.Finding;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** A data directory and a database, on which a test runs commands as a person would. Confined to one test. */
final class Site {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));

    private final Path data;
    private final String url;
    private final List<String> settings = new ArrayList<>();
    private final Surroundings surroundings;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** @param home where the data directory is made and paths start from */
    Site(Path home, String name, Engine engine, PostgresServer server) {
        this(home, name, engine == Engine.POSTGRES ? server.newDatabase().url() : "");
    }

    /** @param url of the database; empty for the one in the data directory */
    Site(Path home, String name, String url) {
        this.data = home.resolve(name);
        this.url = url;
        this.surroundings = new Surroundings(Map.of(), home, home, ZoneOffset.UTC);
        settings.add("data=" + data);
        settings.add("database.url=" + url);
    }

    /** Where the database is: the URL or the file. */
    String place() {
        return url.isEmpty() ? data.resolve("mynah.db").toString() : url;
    }

    Path data() {
        return data;
    }

    /** Opens the database as a server does. */
    Database open() {
        try {
            Files.createDirectories(data);
            return Storage.open(configuration(), InstantSource.system(), new SimpleMeterRegistry())
                    .database();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the doctor finds about the database. */
    List<Finding> examine() {
        return new DatabaseCheck(configuration()).findings();
    }

    private Configuration configuration() {
        try {
            return new ConfigurationLoader(surroundings).load(null, settings);
        } catch (ConfigurationException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Runs the backup command; returns its exit code. */
    int backup(String... arguments) {
        return run(new BackupCommand(surroundings, CLOCK, new SecureRandom(), out()), arguments);
    }

    /** Runs the restore command; returns its exit code. */
    int restore(String... arguments) {
        return run(new RestoreCommand(surroundings, CLOCK, out()), arguments);
    }

    /** Runs the start command, which is expected to end by itself; returns its exit code. */
    int start(String... arguments) {
        return run(new StartCommand(surroundings, CLOCK, out()), arguments);
    }

    /** What the commands printed so far. */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private int run(Object command, String... arguments) {
        var all = new ArrayList<>(Arrays.asList(arguments));
        settings.forEach(setting -> all.addAll(List.of("--set", setting)));
        return new CommandLine(command).execute(all.toArray(String[]::new));
    }
}
