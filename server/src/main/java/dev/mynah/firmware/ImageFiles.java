package dev.mynah.firmware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/**
 * The bytes of images, one file each. A file has its name only once all of it is on the disk: whatever is interrupted leaves
 * at most a file that counts for nothing, and goes at the next start. Thread-safe; blocks.
 */
public final class ImageFiles {
    /** The largest flash in use has this many bytes. */
    public static final long MOST_BYTES = 16L << 20;

    private static final String COMPLETE = ".bin";
    private static final String COMING = ".part";

    private final Path folder;

    /** @param folder is made when it is needed */
    public ImageFiles(Path folder) {
        this.folder = folder;
    }

    /** Begins to take a file; whoever takes it closes it. */
    public Incoming begin() throws IOException {
        Files.createDirectories(folder, ownerOnly());
        Path file = Files.createTempFile(folder, "upload-", COMING);
        return new Incoming(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Where the bytes of an image are, or would be. */
    public Path of(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("no image id: " + id);
        }
        return folder.resolve(id + COMPLETE);
    }

    /** Whether the bytes are there, all of them. */
    boolean has(FirmwareImage image) {
        try {
            return Files.size(of(image.id())) == image.size();
        } catch (IOException missing) {
            return false;
        }
    }

    void remove(String id) throws IOException {
        Files.deleteIfExists(of(id));
    }

    /** Removes what was interrupted, and what belongs to no image. */
    void tidy(Set<String> ids) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean kept =
                        name.endsWith(COMPLETE) && ids.contains(name.substring(0, name.length() - COMPLETE.length()));
                if (!kept) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A file that comes in. Confined to one thread. */
    public final class Incoming implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;
        private final MessageDigest digest = ImageIntegrity.sha256();
        private long size;

        private Incoming(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        /** Takes the next part; false when that would be more than an image may have. */
        public boolean write(byte[] bytes, int offset, int length) throws IOException {
            if (size + length > MOST_BYTES) {
                return false;
            }
            ByteBuffer part = ByteBuffer.wrap(bytes, offset, length);
            while (part.hasRemaining()) {
                channel.write(part);
            }
            digest.update(bytes, offset, length);
            size += length;
            return true;
        }

        public long size() {
            return size;
        }

        FirmwareImage.Built built() throws IOException, UnusableImageException {
            return AppImage.read(file);
        }

        /** The checksum, once everything has come; can be asked once. */
        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        /** Makes it the file of an image, for good. */
        void keepAs(String id) throws IOException {
            channel.force(true);
            Files.move(file, of(id), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            } catch (IOException unsupported) {
                return; // Windows writes directories by itself
            }
        }

        /** Forgets it, unless it was kept. */
        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
