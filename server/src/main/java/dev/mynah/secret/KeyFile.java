package dev.mynah.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The file the master keys are kept in. Thread-safe; several servers may begin with one file at once. */
public final class KeyFile {
    private final Path path;

    public KeyFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /**
     * The keys in the file; empty when there is no file.
     *
     * @throws MasterKeyException when others than its owner may read it or it holds something else
     */
    public Optional<MasterKeys> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (PrivateFile.openToOthers(path)) {
            throw new MasterKeyException(
                    "The key file %s may be read or written by other users of this machine. If nobody did, run: chmod 600 %s"
                            .formatted(path, path));
        }
        try {
            return Optional.of(MasterKeys.parse(Files.readString(path)));
        } catch (IllegalArgumentException malformed) {
            throw new MasterKeyException("The key file %s cannot be used: %s".formatted(path, malformed.getMessage()));
        }
    }

    /** Makes the file with a new key; when somebody else was faster, the keys are theirs. */
    public MasterKeys create(SecureRandom random) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            PrivateFile.directory(directory);
        }
        MasterKeys fresh = MasterKeys.fresh(random);
        try {
            PrivateFile.create(path, fresh.text());
            return fresh;
        } catch (FileAlreadyExistsException made) {
            return read().orElseThrow(() -> new MasterKeyException("The key file " + path + " vanished."));
        }
    }

    /** Puts the keys into the file. */
    public void replace(MasterKeys keys) throws IOException {
        PrivateFile.write(path, keys.text());
    }
}
