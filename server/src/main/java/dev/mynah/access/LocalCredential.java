package dev.mynah.access;

import dev.mynah.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A key for programs on this machine that may read the data directory, such as {@code ./mynah talk}: good while this process
 * runs and only to bind devices. Written to {@code <data>/local-credential} at the start and removed at the stop. Nobody but
 * the file knows it; a process that starts later has another. Thread-safe.
 */
public final class LocalCredential implements AutoCloseable {
    /** The file's name in the data directory. */
    public static final String FILE = "local-credential";

    private static final String PREFIX = "mynah-local_";
    private static final Principal HOLDER =
            new Principal(Actor.Kind.SYSTEM, "local", "this machine", Set.of(Permission.DEVICES_BIND), false, "");

    private final Path file;
    private final String hash;

    private LocalCredential(Path file, String hash) {
        this.file = file;
        this.hash = hash;
    }

    /** Makes a new one, in place of one that a killed process left. */
    public static LocalCredential write(Path data, Tokens tokens) throws IOException {
        String text = PREFIX + tokens.secret();
        Path file = data.resolve(FILE);
        PrivateFile.write(file, text + "\n");
        return new LocalCredential(file, Tokens.hash(text));
    }

    /** Who holds the text, if it is the credential. */
    Optional<Principal> holder(String text) {
        return text.startsWith(PREFIX) && Tokens.matches(text, hash) ? Optional.of(HOLDER) : Optional.empty();
    }

    /** Removes the file if it is still this one's. */
    @Override
    public void close() throws IOException {
        if (Files.exists(file) && Tokens.matches(Files.readString(file).strip(), hash)) {
            Files.deleteIfExists(file);
        }
    }
}
