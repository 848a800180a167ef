package dev.mynah.storage.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a JVM of its own that prints lines. Confined to one thread. */
public final class ChildProgram implements AutoCloseable {
    /** One class of every library that stores. */
    private static final List<String> NEEDED = List.of(
            "dev.mynah.storage.testing.PairWriter",
            "dev.mynah.storage.StorageException",
            "org.jdbi.v3.core.Jdbi",
            "io.leangen.geantyref.GenericTypeReflector",
            "org.sqlite.JDBC",
            "org.postgresql.Driver",
            "com.zaxxer.hikari.HikariDataSource",
            "org.flywaydb.core.Flyway",
            "org.flywaydb.database.postgresql.PostgreSQLDatabaseType",
            "org.flywaydb.database.cockroachdb.CockroachDBDatabaseType",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "org.slf4j.Logger",
            "ch.qos.logback.classic.Logger",
            "ch.qos.logback.core.Appender",
            "org.jspecify.annotations.Nullable");

    private final Process process;
    private final BufferedReader lines;
    private final List<String> printed = new ArrayList<>();

    private ChildProgram(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the program of {@link PairWriter}. */
    public static ChildProgram writingPairs(Engine engine, String place, String prefix) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        "dev.mynah.storage.testing.PairWriter",
                        engine.name(),
                        place,
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ChildProgram(process);
    }

    /** Waits until it has printed so many lines more. */
    public void awaitLines(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException("The program ended by itself after " + printed.size() + " lines");
            }
            printed.add(line);
        }
    }

    /** What it has printed as far as was waited for. */
    public Set<String> printed() {
        return new HashSet<>(printed);
    }

    /** Kills it as {@code kill -9} does, and returns all it has printed in whole lines. */
    public Set<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // that of the process itself would throw away what it has printed
        StringBuilder rest = new StringBuilder();
        try (BufferedReader remaining = lines) {
            remaining.transferTo(new java.io.Writer() {
                @Override
                public void write(char[] characters, int from, int length) {
                    rest.append(characters, from, length);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            });
        }
        process.waitFor();
        // A line without its end was being printed.
        int end = rest.lastIndexOf("\n");
        if (end >= 0) {
            rest.substring(0, end).lines().forEach(printed::add);
        }
        return new HashSet<>(printed);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String classPath() {
        return NEEDED.stream().flatMap(ChildProgram::places).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> places(String name) {
        try {
            Class<?> type = Class.forName(name, false, ChildProgram.class.getClassLoader());
            return Stream.of(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        } catch (URISyntaxException malformed) {
            throw new UncheckedIOException(new IOException(malformed));
        }
    }
}
