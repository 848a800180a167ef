package dev.mynah.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the passphrase that seals a backup's secrets. Stateless. */
final class Passphrase {
    private static final int LEAST = 8;

    private Passphrase() {}

    /** The file's first line. */
    static char[] from(Path file) throws BackupException {
        try {
            String line = Files.readString(file).lines().findFirst().orElse("");
            if (line.length() < LEAST) {
                throw new BackupException(
                        "The passphrase in %s is shorter than %d characters; write a longer one into its first line."
                                .formatted(file, LEAST));
            }
            return line.toCharArray();
        } catch (IOException unreadable) {
            throw new BackupException("The passphrase file %s cannot be read.".formatted(file), unreadable);
        }
    }
}
