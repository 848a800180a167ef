package dev.mynah.backup;

import dev.mynah.support.TemporaryDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts new files in the place of all that is in a data directory, so that at every moment either the old or the new count:
 * the new ones are complete in a directory of their own, whose renaming decides; moving them after that is done again by
 * whoever comes next, if it was interrupted. Stateless; the data directory is held by the caller.
 */
public final class Restoration {
    /** Decided: what is elsewhere in the data directory goes, and this comes. */
    private static final String DECIDED = "restored";
    /** What was there has gone; this comes. */
    private static final String COMING = "restored-coming";
    /** Names that say where the old files go, in a file beside the new ones. */
    private static final String FORMER = ".former";

    /** Where somebody collects the new files before it is decided. */
    private static final String COLLECTING = ".restoring-";

    private static final String BEFORE = "before-restore-";
    private static final String LOCK = "lock";

    private Restoration() {}

    /** Where the former files go when they are replaced at a time. */
    public static Path former(Path data, String time) {
        return data.resolve(BEFORE + time);
    }

    /** Makes a directory to collect the new files in. */
    public static TemporaryDirectory collecting(Path data) throws IOException {
        return TemporaryDirectory.makeIn(data, COLLECTING);
    }

    /** What the directory holds that would be replaced; never the lock, and nothing that earlier restorations left. */
    public static List<Path> replaced(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> !stays(file)).sorted().toList();
        }
    }

    /**
     * Decides for the new files, and moves them.
     *
     * @param complete directory inside the data directory with everything that shall be in it; gone afterwards
     * @param time tells the directory of the former files from others
     */
    public static void replace(Path data, Path complete, String time) throws IOException {
        Files.writeString(
                complete.resolve(FORMER), former(data, time).getFileName().toString());
        try (Stream<Path> files = Files.walk(complete)) {
            for (Path file : files.toList()) {
                press(file);
            }
        }
        Files.move(complete, data.resolve(DECIDED), StandardCopyOption.ATOMIC_MOVE);
        press(data);
        finish(data);
    }

    /**
     * Finishes what was decided and then interrupted, and removes what was interrupted before. Called before anything in the
     * directory is used.
     */
    public static void finish(Path data) throws IOException {
        Path decided = data.resolve(DECIDED);
        Path coming = data.resolve(COMING);
        if (Files.isDirectory(decided)) {
            Path former = data.resolve(Files.readString(decided.resolve(FORMER)));
            for (Path file : replaced(data)) {
                Files.createDirectories(former);
                Files.move(file, former.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(decided, coming, StandardCopyOption.ATOMIC_MOVE);
            press(data);
        }
        if (Files.isDirectory(coming)) {
            Files.deleteIfExists(coming.resolve(FORMER));
            try (Stream<Path> files = Files.list(coming)) {
                for (Path file : files.toList()) {
                    Files.move(file, data.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Files.delete(coming);
            press(data);
        }
        try (DirectoryStream<Path> undecided = Files.newDirectoryStream(data, COLLECTING + "*")) {
            for (Path directory : undecided) {
                new TemporaryDirectory(directory).close();
            }
        }
    }

    private static boolean stays(Path file) {
        String name = file.getFileName().toString();
        return Set.of(LOCK, DECIDED, COMING).contains(name) || name.startsWith(BEFORE) || name.startsWith(COLLECTING);
    }

    /** Waits until the disk has it. Directories too, where the system allows it. */
    private static void press(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            try (FileChannel directory = FileChannel.open(file, StandardOpenOption.READ)) {
                directory.force(true);
            } catch (IOException unsupported) {
                return; // Windows
            }
        } else {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
