package dev.mynah.app;

import dev.mynah.backup.BackupException;
import dev.mynah.backup.BackupReader;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.Surroundings;
import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mynah restore}: makes the data directory and the database what they were when a backup was written. */
@Command(name = "restore", description = "Bring back what a backup holds, also into a database of the other kind.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Parameters(paramLabel = "FILE", description = "the backup")
    private @Nullable Path file;

    @Option(names = "--force", description = "replace what is there; it is moved aside, not removed")
    private boolean force;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "its first line opens what is sealed")
    private @Nullable Path passphraseFile;

    @Option(names = "--without-secrets", description = "leave out what is sealed")
    private boolean withoutSecrets;

    private final Surroundings surroundings;
    private final InstantSource clock;
    private final PrintStream out;

    RestoreCommand(Surroundings surroundings, InstantSource clock, PrintStream out) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Path backup = surroundings.workingDirectory().resolve(String.valueOf(file));
        try (BackupReader reader = BackupReader.open(backup)) {
            out.printf(
                    "Backup of %s by Mynah %s from %s: %d tables.%n",
                    reader.createdAt(),
                    reader.program(),
                    reader.engine(),
                    reader.rows().size());
            new Restore(reader, unsealed(reader), options, surroundings, clock, out).run(force);
            return ExitCode.OK;
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> out.println("Configuration: " + problem));
        } catch (NewerDatabaseException newer) {
            out.println("The backup is of a newer version. " + newer.getMessage());
        } catch (BackupException | StorageException refused) {
            out.println(refused.getMessage());
        } catch (IOException | SQLException failed) {
            out.println("Nothing was restored: " + failed.getMessage());
        }
        return ExitCode.SOFTWARE;
    }

    private BackupReader.@Nullable Unsealed unsealed(BackupReader reader) throws BackupException, IOException {
        if (passphraseFile != null) {
            return reader.unseal(surroundings.workingDirectory().resolve(passphraseFile));
        }
        if (!withoutSecrets && !reader.sealed().isEmpty()) {
            throw new BackupException("Sealed in it: %s. Give --passphrase-file, or --without-secrets to go without."
                    .formatted(String.join(", ", reader.sealed())));
        }
        return null;
    }
}
