package dev.mynah.app;

import dev.mynah.backup.BackupException;
import dev.mynah.backup.BackupReader;
import dev.mynah.backup.Restoration;
import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.DataDirectory;
import dev.mynah.config.Surroundings;
import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresReplacement;
import dev.mynah.storage.sql.DatabaseCopy;
import dev.mynah.storage.sql.Form;
import dev.mynah.storage.sqlite.SqliteCopies;
import dev.mynah.support.TemporaryDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings a backup back. Everything that can be refused is refused before anything is changed. Used once. */
final class Restore {
    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*){0,4}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
    /** What a directory may hold and still be as good as empty. */
    private static final List<String> NO_MATTER = List.of(BackedUpFiles.CONFIGURATION, "run.json");

    private final BackupReader backup;
    private final BackupReader.@Nullable Unsealed unsealed;
    private final ConfigurationOptions options;
    private final Surroundings surroundings;
    private final PrintStream out;
    private final String time;

    /** @param unsealed opens the sealed files; null to leave them out */
    Restore(
            BackupReader backup,
            BackupReader.@Nullable Unsealed unsealed,
            ConfigurationOptions options,
            Surroundings surroundings,
            InstantSource clock,
            PrintStream out) {
        this.backup = backup;
        this.unsealed = unsealed;
        this.options = options;
        this.surroundings = surroundings;
        this.out = out;
        this.time = TIME.format(clock.instant());
    }

    /** @param force whether to replace what is there */
    void run(boolean force) throws BackupException, ConfigurationException, IOException, SQLException {
        refuseUnknownForm();
        Configuration before = options.load(surroundings);
        try (DataDirectory data = DataDirectory.hold(before.data())) {
            Restoration.finish(data.path());
            refuseOccupied(data.path(), force);
            try (TemporaryDirectory collected = Restoration.collecting(data.path())) {
                collect(data.path(), collected.path());
                Path restored = collected.path().resolve(BackedUpFiles.CONFIGURATION);
                Configuration configuration =
                        before.file() == null && Files.exists(restored) ? options.load(surroundings, restored) : before;
                Address address = Storage.address(configuration.database());
                if (address == null) {
                    intoFile(collected.path());
                } else {
                    intoServer(address, force);
                }
                Restoration.replace(data.path(), collected.path(), time);
            }
            tell(data.path());
        }
    }

    private void refuseUnknownForm() {
        var unknown = new TreeSet<>(backup.versions());
        unknown.removeAll(Storage.knownForm());
        if (!unknown.isEmpty()) {
            throw new NewerDatabaseException(
                    Form.text(unknown), String.valueOf(Storage.knownForm().last()));
        }
    }

    private static void refuseOccupied(Path data, boolean force) throws BackupException, IOException {
        List<String> there = Restoration.replaced(data).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> !NO_MATTER.contains(name))
                .toList();
        if (!there.isEmpty() && !force) {
            throw new BackupException("%s is not empty (%s). Give --force to replace it; it will be moved aside."
                    .formatted(data, String.join(", ", there)));
        }
    }

    private void collect(Path data, Path collected) throws BackupException, IOException {
        for (String name : backup.files()) {
            try (InputStream content = backup.file(name)) {
                write(collected, name, content);
            }
        }
        if (unsealed != null) {
            for (String name : backup.sealed()) {
                write(collected, name, new ByteArrayInputStream(unsealed.file(name)));
            }
        }
        Path present = data.resolve(BackedUpFiles.CONFIGURATION);
        if (Files.exists(present)) {
            Path restored = collected.resolve(BackedUpFiles.CONFIGURATION);
            if (Files.exists(restored)) {
                Files.move(restored, collected.resolve(BackedUpFiles.CONFIGURATION + ".from-backup"));
            }
            Files.copy(present, restored, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void write(Path collected, String name, InputStream content) throws BackupException, IOException {
        if (!NAME.matcher(name).matches()) {
            throw new BackupException("The backup holds a file with a name that no backup has: " + name);
        }
        Path file = collected.resolve(name);
        makeDirectories(collected, file.getParent());
        Files.createFile(file);
        restrict(file, "rw-------");
        try (OutputStream out = Files.newOutputStream(file)) {
            content.transferTo(out);
        }
    }

    private static void makeDirectories(Path collected, @Nullable Path directory) throws IOException {
        if (directory == null || directory.equals(collected) || Files.isDirectory(directory)) {
            return;
        }
        makeDirectories(collected, directory.getParent());
        Files.createDirectory(directory);
        restrict(directory, "rwx------");
    }

    private static void restrict(Path file, String permissions) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    private void intoFile(Path collected) throws IOException, SQLException {
        Path file = Storage.file(collected);
        Files.createFile(file);
        restrict(file, "rw-------");
        SqliteCopies.copyInto(file).load(contents(), backup::table, new TableProgress(out));
    }

    private void intoServer(Address address, boolean force) throws BackupException, IOException, SQLException {
        try (PostgresReplacement replacement = new PostgresReplacement(address, time)) {
            if (replacement.inUse()) {
                throw new BackupException("A server is connected to %s; stop it first.".formatted(address));
            }
            if (replacement.occupied() && !force) {
                throw new BackupException(
                        "%s is not empty. Give --force to replace what is there; it will be moved aside."
                                .formatted(address));
            }
            replacement.copy().load(contents(), backup::table, new TableProgress(out));
            String former = replacement.putInPlace(time);
            if (!former.isEmpty()) {
                out.println("What was in the database is now in its schema " + former + ".");
            }
        }
    }

    private DatabaseCopy.Contents contents() {
        return new DatabaseCopy.Contents(backup.versions(), backup.rows(), backup.counters());
    }

    private void tell(Path data) {
        Path former = Restoration.former(data, time);
        if (Files.exists(former)) {
            out.println("What was there is now in " + former + "; remove it when all is well.");
        }
        Path given = data.resolve(BackedUpFiles.CONFIGURATION_FROM_ELSEWHERE);
        if (Files.exists(given)) {
            out.println("The server was run with --config; that file is now " + given + ".");
        }
        out.println("Restored into " + data + ".");
    }
}
