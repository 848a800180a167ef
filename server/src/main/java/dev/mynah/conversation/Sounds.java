package dev.mynah.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Recordings of turns, as files in a folder of each day: a database is no place for them. Thread-safe; blocks. Bounded: once
 * they take more than the limit, the oldest day makes room.
 */
public final class Sounds {
    private final Path folder;
    private final long limitBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** Whose sound it is. */
    public enum Side {
        HEARD,
        SAID
    }

    /**
     * @param folder is made when needed
     * @param limitBytes most that all recordings together may take
     */
    public Sounds(Path folder, long limitBytes) {
        this.folder = folder;
        this.limitBytes = limitBytes;
        try {
            Files.createDirectories(folder);
            bytes.set(size());
        } catch (IOException e) {
            throw new UncheckedIOException("Recordings cannot be kept in " + folder, e);
        }
    }

    /** Keeps a recording. */
    public void keep(String turnId, Instant at, Side side, byte[] sound) throws IOException {
        Path file = file(turnId, at, side);
        Files.createDirectories(file.getParent());
        Files.write(file, sound);
        if (bytes.addAndGet(sound.length) > limitBytes) {
            makeRoom();
        }
    }

    /** The recording, unless it was never there or had to make room. */
    public Optional<byte[]> of(String turnId, Instant at, Side side) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(turnId, at, side)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Forgets the recordings of days before that one. */
    public void forgetBefore(Instant oldest) throws IOException {
        String first = day(oldest);
        for (Path each : days()) {
            if (each.getFileName().toString().compareTo(first) < 0) {
                remove(each);
            }
        }
        bytes.set(size());
    }

    private synchronized void makeRoom() throws IOException {
        for (Path oldest : days()) {
            if (bytes.get() <= limitBytes * 9 / 10) {
                return;
            }
            remove(oldest);
            bytes.set(size());
        }
    }

    private List<Path> days() throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isDirectory)) {
            found.forEach(all::add);
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static void remove(Path day) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(day);
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Ids are ours, and still nothing but letters and digits may name a file. */
    private Path file(String turnId, Instant at, Side side) {
        if (!turnId.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("no turn id: " + turnId);
        }
        String ending = side == Side.HEARD ? "-heard.ogg" : "-said.ogg";
        return folder.resolve(day(at)).resolve(turnId + ending);
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }
}
