package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.doctor.Check;
import dev.mynah.doctor.Diagnosis;
import dev.mynah.doctor.Finding;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the database can be opened, is whole, and has a form that this version knows. */
record DatabaseCheck(Configuration configuration) implements Check {
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
            return List.of(failed(address, String.valueOf(failed.getMessage())));
        } catch (IOException failed) {
            return List.of(Diagnosis.DATABASE_UNREADABLE.found(Map.of("reason", String.valueOf(failed.getMessage()))));
        }
    }

    private static List<Finding> file(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of(Diagnosis.DATABASE_TO_BE_MADE.found(Map.of("file", file)));
        }
        var findings = new ArrayList<Finding>();
        findings.add(form("SQLite (" + file + ")", SqliteCopies.form(file)));
        if (Files.size(file) <= QUICKLY_CHECKED) {
            for (String damage : SqliteCopies.damages(file)) {
                findings.add(Diagnosis.DATABASE_DAMAGED.found(Map.of("file", file, "damage", damage)));
            }
        }
        if (REMOTE.contains(Files.getFileStore(file).type())) {
            findings.add(Diagnosis.DATABASE_ON_REMOTE_DISK.found(Map.of("file", file)));
        }
        return findings;
    }

    private static List<Finding> server(Address address) {
        return List.of(form(address.toString(), PostgresCopies.form(address)));
    }

    private static Finding form(String place, Form form) {
        if (!form.unknown().isEmpty()) {
            return Diagnosis.DATABASE_NEWER.found(Map.of(
                    "place",
                    place,
                    "found",
                    Form.text(form.unknown()),
                    "known",
                    form.known().last()));
        }
        Diagnosis fine = form.applied().isEmpty()
                ? Diagnosis.DATABASE_EMPTY
                : form.current() ? Diagnosis.DATABASE_FINE : Diagnosis.DATABASE_TO_BE_UPGRADED;
        return fine.found(Map.of("place", place));
    }

    private static Finding failed(@Nullable Address address, String reason) {
        return address == null
                ? Diagnosis.DATABASE_FILE_FAILS.found(Map.of("reason", reason))
                : Diagnosis.DATABASE_SERVER_FAILS.found(Map.of("place", address, "reason", reason));
    }
}
