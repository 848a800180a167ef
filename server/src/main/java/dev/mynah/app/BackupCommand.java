package dev.mynah.app;

import dev.mynah.backup.BackupException;
import dev.mynah.backup.BackupWriter;
import dev.mynah.config.Configuration;
import dev.mynah.config.Surroundings;
import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresCopies;
import dev.mynah.storage.sql.DatabaseCopy;
import dev.mynah.storage.sql.Form;
import dev.mynah.storage.sqlite.SqliteCopies;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mynah backup}: writes one state of the database to a file, whether a server runs or not. */
@Command(name = "backup", description = "Write a backup to a file; the server may go on running.")
final class BackupCommand extends ConfiguredCommand {
    @Parameters(paramLabel = "FILE", description = "the file to write; there must be none of that name")
    private @Nullable Path file;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "its first line seals key files and secrets of the configuration, which are left out otherwise")
    private @Nullable Path passphraseFile;

    @Option(names = "--recordings", description = "take the recordings of conversations too")
    private boolean recordings;

    private final InstantSource clock;
    private final SecureRandom random;

    BackupCommand(Surroundings surroundings, InstantSource clock, SecureRandom random, PrintStream out) {
        super(surroundings, out);
        this.clock = clock;
        this.random = random;
    }

    @Override
    int run(Configuration configuration) {
        try {
            return write(configuration);
        } catch (BackupException | StorageException | NewerDatabaseException refused) {
            out.println(refused.getMessage());
        } catch (IOException | SQLException failed) {
            out.println("The backup could not be written: " + failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    private int write(Configuration configuration) throws BackupException, IOException, SQLException {
        Path target = surroundings.workingDirectory().resolve(String.valueOf(file));
        Path passphrase =
                passphraseFile == null ? null : surroundings.workingDirectory().resolve(passphraseFile);
        Address address = Storage.address(configuration.database());
        Path database = Storage.file(configuration.data());
        if (address == null && !Files.exists(database)) {
            throw new BackupException(
                    "There is no database in %s; has the server ever been started?".formatted(configuration.data()));
        }
        Form form = address == null ? SqliteCopies.form(database) : PostgresCopies.form(address);
        if (!form.unknown().isEmpty()) {
            throw new NewerDatabaseException(
                    Form.text(form.unknown()), String.valueOf(form.known().last()));
        }
        DatabaseCopy copy = address == null ? SqliteCopies.copyOf(database) : PostgresCopies.copyOf(address);
        try (BackupWriter writer = new BackupWriter(target, passphrase, random)) {
            DatabaseCopy.Contents contents = copy.dump(writer::table, new TableProgress(out));
            if (contents.versions().isEmpty()) {
                throw new BackupException("The database is empty; has the server ever been started?");
            }
            // Keys only ever get more, so those of now open everything in the state that was copied before.
            new BackedUpFiles(configuration, recordings, out).into(writer);
            writer.finish(
                    Version.CURRENT,
                    clock.instant(),
                    address == null ? "SQLite" : "PostgreSQL",
                    contents.versions(),
                    contents.rows(),
                    contents.counters());
            tell(target, contents.rows().values());
        }
        return ExitCode.OK;
    }

    private void tell(Path target, Collection<Long> rowsOfTables) throws IOException {
        long tables = rowsOfTables.stream().filter(rows -> rows > 0).count();
        long rows = rowsOfTables.stream().mapToLong(Long::longValue).sum();
        out.printf(
                "%s: %d %s with %,d %s, %,d KiB.%n",
                target,
                tables,
                tables == 1 ? "table" : "tables",
                rows,
                rows == 1 ? "row" : "rows",
                (Files.size(target) + 1023) / 1024);
    }
}
