package dev.mynah.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup: a ZIP file that appears under its name only when it is complete and on the disk. Readable by its owner
 * alone. Confined to one thread.
 */
public final class BackupWriter implements AutoCloseable {
    static final String TABLES = "tables/";
    static final String ROWS = ".jsonl";
    static final String FILES = "files/";
    static final String SEALED = "sealed/";

    private final Path file;
    private final Path begun;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final SortedMap<String, String> digests = new TreeMap<>();
    private final SecureRandom random;
    private final @Nullable Sealing sealing;
    private final @Nullable Seal seal;
    private @Nullable Part part;

    /**
     * @param passphraseFile what to seal secrets with; null when none will be given
     * @throws BackupException when there is something under the name already, or the passphrase is no good
     */
    public BackupWriter(Path file, @Nullable Path passphraseFile, SecureRandom random)
            throws BackupException, IOException {
        if (Files.exists(file)) {
            throw new BackupException(file + " exists already; give another name, or remove it first.");
        }
        this.file = file;
        this.random = random;
        this.sealing = passphraseFile == null ? null : Sealing.fresh(random);
        this.seal = passphraseFile == null || sealing == null ? null : sealing.with(Passphrase.from(passphraseFile));
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new BackupException("The directory of " + file + " does not exist.");
        }
        this.begun = Files.createTempFile(directory, "." + file.getFileName(), ".part", ownerOnly());
        this.channel = FileChannel.open(begun, StandardOpenOption.WRITE);
        this.zip = new ZipOutputStream(
                new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Begins the rows of a table; what was begun before ends. */
    public OutputStream table(String name) throws IOException {
        return begin(TABLES + name + ROWS);
    }

    /** Adds a file that anybody who has the backup may read. */
    public void file(String name, Path content) throws IOException {
        Files.copy(content, begin(FILES + name));
    }

    /** Whether there is a passphrase to seal with. */
    public boolean seals() {
        return seal != null;
    }

    /** Adds a file that only who knows the passphrase may read. */
    public void sealed(String name, byte[] content) throws IOException {
        if (seal == null) {
            throw new IllegalStateException("There is nothing to seal " + name + " with");
        }
        String part = SEALED + name;
        begin(part).write(seal.close(part, content, random));
    }

    /** Completes the backup; only now is it there. */
    public void finish(
            String program,
            Instant createdAt,
            String engine,
            SortedSet<Integer> versions,
            SortedMap<String, Long> rows,
            SortedMap<String, Long> counters)
            throws IOException {
        end();
        Manifest manifest = new Manifest(program, createdAt, engine, versions, rows, counters, sealing, digests);
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        zip.close();
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(begun);
    }

    private OutputStream begin(String name) throws IOException {
        end();
        zip.putNextEntry(new ZipEntry(name));
        part = new Part(name, zip);
        return part;
    }

    private void end() throws IOException {
        if (part != null) {
            zip.closeEntry();
            digests.put(part.name, HexFormat.of().formatHex(part.digest.digest()));
            part = null;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }

    static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static final class Part extends FilterOutputStream {
        private final String name;
        private final MessageDigest digest = sha256();

        Part(String name, OutputStream zip) {
            super(zip);
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            digest.update((byte) b);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // The next part, or the end, closes the entry.
        }
    }
}
