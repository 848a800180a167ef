package dev.mynah.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that only the user the server runs as may read. There is no moment at which others may. Stateless. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private PrivateFile() {}

    /** Writes the text in one step, in place of what was there: who reads sees all of it or none. Durable. */
    public static void write(Path file, String text) throws IOException {
        Path begun = begin(file, text);
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes the text unless the file is there already. Two that do this at once do not both succeed.
     *
     * @throws FileAlreadyExistsException when it is there
     */
    static void create(Path file, String text) throws IOException {
        Path begun = begin(file, text);
        try {
            Files.createLink(file, begun);
        } catch (UnsupportedOperationException noLinks) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    /** Makes a directory for this user only, unless it is there. */
    public static void directory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, permissions(directory.toAbsolutePath(), "rwx------"));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(directory)) {
                throw there;
            }
        }
    }

    /** Whether users other than the owner may do anything with the file. False where files have no such permissions. */
    static boolean openToOthers(Path file) throws IOException {
        return posix(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    private static Path begin(Path file, String text) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
        Path begun = Files.createTempFile(
                directory, file.getFileName().toString(), ".new", permissions(file.toAbsolutePath(), "rw-------"));
        giveToOwner(begun, directory);
        try (FileChannel channel = FileChannel.open(begun, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return begun;
    }

    /** A command run by root writes for the user the server runs as: who owns the directory. */
    private static void giveToOwner(Path file, Path directory) {
        try {
            if (posix(file) && !Files.getOwner(file).equals(Files.getOwner(directory))) {
                Files.setOwner(file, Files.getOwner(directory));
            }
        } catch (IOException notAllowed) {
            // Then it is ours, and if the server cannot read it, it says so.
        }
    }

    private static FileAttribute<?>[] permissions(Path file, String permissions) {
        return posix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
