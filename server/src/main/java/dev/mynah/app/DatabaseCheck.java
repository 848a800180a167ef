package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.doctor.Check;
import dev.mynah.doctor.Finding;
import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresCopies;
import dev.mynah.storage.sql.Form;
import dev.mynah.storage.sqlite.SqliteCopies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the database can be opened, is whole, and has a form that this version knows. */
record DatabaseCheck(Configuration configuration) implements Check {
    private static final String SUBJECT = "database";
    /** Checking more takes longer than people wait. */
    private static final long QUICKLY_CHECKED = 200L << 20;
    /** File systems of other machines, whose locks and shared memory SQLite cannot rely on. */
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "virtiofs");

    @Override
    public List<Finding> findings() {
        Address address = Storage.address(configuration.database());
        try {
            return address == null ? file(Storage.file(configuration.data())) : server(address);
        } catch (StorageException failed) {
            return List.of(Finding.fail(SUBJECT, advice(address, failed)));
        } catch (IOException failed) {
            return List.of(Finding.fail(SUBJECT, "cannot be examined: " + failed.getMessage()));
        }
    }

    private static List<Finding> file(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of(Finding.ok(SUBJECT, "SQLite; " + file + " will be made"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(form("SQLite in " + file, SqliteCopies.form(file)));
        if (Files.size(file) <= QUICKLY_CHECKED) {
            for (String damage : SqliteCopies.damages(file)) {
                findings.add(Finding.fail(SUBJECT, file + " is damaged (" + damage + "); restore a backup"));
            }
        }
        if (REMOTE.contains(Files.getFileStore(file).type())) {
            findings.add(Finding.warn(
                    SUBJECT, file + " is on another machine's disk, where SQLite may lose changes; use a local one"));
        }
        return findings;
    }

    private static List<Finding> server(Address address) {
        return List.of(form(address.toString(), PostgresCopies.form(address)));
    }

    private static Finding form(String where, Form form) {
        if (!form.unknown().isEmpty()) {
            String message = new NewerDatabaseException(
                            Form.text(form.unknown()),
                            String.valueOf(form.known().last()))
                    .getMessage();
            return Finding.fail(SUBJECT, where + ": " + message);
        }
        if (form.applied().isEmpty()) {
            return Finding.ok(SUBJECT, where + " answers; its tables will be made");
        }
        return Finding.ok(
                SUBJECT, where + (form.current() ? " is as it should be" : " will be brought up to this version"));
    }

    private static String advice(@Nullable Address address, StorageException failed) {
        if (address == null) {
            return failed.getMessage() + "; restore a backup, or look at the owner and rights of the data directory";
        }
        return "%s: %s; check that it runs, and database.url, .user and .password"
                .formatted(address, failed.getMessage());
    }
}
