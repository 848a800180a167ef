package dev.mynah.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of everything the server keeps, held by one process at a time. The operating system lets go of it when
 * the process ends, however it ends. Thread-safe.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the directory when it is missing, for its owner only, and takes hold of it.
     *
     * @throws InUseException when another process, or another server of this one, holds it
     * @throws IOException when it cannot be made or written
     */
    public static DataDirectory hold(Path path) throws IOException {
        create(path);
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            String holder = Files.readString(path.resolve(LOCK)).strip();
            channel.close();
            throw new InUseException(path, holder);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new DataDirectory(path, channel);
    }

    public Path path() {
        return path;
    }

    /** Lets go of the directory. Idempotent. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Makes the directory, for its owner only, unless it is there. */
    public static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(path);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Somebody else holds the directory. */
    public static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(Path path, String holder) {
            super(
                    "The data directory %s is in use by process %s. Stop that one, or give another directory with --set data=DIRECTORY."
                            .formatted(path, holder.isEmpty() ? "(unknown)" : holder));
        }
    }
}
