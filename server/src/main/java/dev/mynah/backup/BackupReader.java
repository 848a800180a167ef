package dev.mynah.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads a backup, after having read all of it once to see that it is whole. Confined to one thread. */
public final class BackupReader implements AutoCloseable {
    private static final int MOST_MANIFEST_BYTES = 16 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupReader(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a backup.
     *
     * @throws BackupException when it is none, of an unknown format, or not whole
     */
    public static BackupReader open(Path file) throws BackupException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + file + ".");
        }
        ZipFile zip = zip(file);
        try {
            BackupReader reader = new BackupReader(file, zip, manifest(file, zip));
            reader.verify();
            return reader;
        } catch (BackupException | IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }

    public String program() {
        return manifest.program();
    }

    public Instant createdAt() {
        return manifest.createdAt();
    }

    public String engine() {
        return manifest.engine();
    }

    public SortedSet<Integer> versions() {
        return manifest.versions();
    }

    public SortedMap<String, Long> rows() {
        return manifest.rows();
    }

    public SortedMap<String, Long> counters() {
        return manifest.counters();
    }

    /** The rows of a table. */
    public InputStream table(String name) throws IOException {
        return open(BackupWriter.TABLES + name + BackupWriter.ROWS);
    }

    /** The names of the files that anybody may read. */
    public List<String> files() {
        return names(BackupWriter.FILES);
    }

    /** The names of the files that take the passphrase. */
    public List<String> sealed() {
        return names(BackupWriter.SEALED);
    }

    /** The content of a file that anybody may read. */
    public InputStream file(String name) throws IOException {
        return open(BackupWriter.FILES + name);
    }

    /**
     * What opens the sealed files.
     *
     * @throws BackupException when the passphrase is no good, or not the one that was used
     */
    public Unsealed unseal(Path passphraseFile) throws BackupException, IOException {
        Sealing sealing = manifest.sealing();
        if (sealing == null) {
            throw new BackupException("Nothing in it is sealed, so it needs no passphrase.");
        }
        Seal seal = sealing.with(Passphrase.from(passphraseFile));
        Unsealed unsealed = name -> {
            try (InputStream in = open(BackupWriter.SEALED + name)) {
                return seal.open(BackupWriter.SEALED + name, in.readAllBytes());
            }
        };
        for (String name : sealed()) {
            unsealed.file(name); // a wrong passphrase shows before anything is changed
        }
        return unsealed;
    }

    /** Gives the content of sealed files. */
    @FunctionalInterface
    public interface Unsealed {
        byte[] file(String name) throws BackupException, IOException;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static ZipFile zip(Path file) throws BackupException, IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | EOFException broken) {
            throw new BackupException(
                    "%s is no backup, or not all of it is there (%s).".formatted(file, broken.getMessage()), broken);
        }
    }

    private static Manifest manifest(Path file, ZipFile zip) throws BackupException, IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null || entry.getSize() > MOST_MANIFEST_BYTES) {
            throw new BackupException(file + " is no backup of Mynah.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            CRC32 sum = new CRC32(); // which ZipFile leaves to its users
            sum.update(bytes);
            if (sum.getValue() != entry.getCrc()) {
                throw new BackupException("It is damaged: what it says of itself is not what was written.");
            }
            return Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (ZipException | EOFException damaged) {
            throw new BackupException(file + " is damaged.", damaged);
        } catch (BackupException unreadable) {
            throw new BackupException("%s cannot be used. %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    private void verify() throws BackupException, IOException {
        for (Map.Entry<String, String> part : manifest.digests().entrySet()) {
            if (!part.getValue().equals(digest(part.getKey()))) {
                throw new BackupException(
                        "%s is damaged: its part %s is not what was written.".formatted(file, part.getKey()));
            }
        }
        for (String table : manifest.rows().keySet()) {
            if (!manifest.digests().containsKey(BackupWriter.TABLES + table + BackupWriter.ROWS)) {
                throw new BackupException("%s is damaged: the table %s is missing.".formatted(file, table));
            }
        }
    }

    private @Nullable String digest(String name) throws IOException {
        MessageDigest digest = BackupWriter.sha256();
        try (InputStream in = new DigestInputStream(open(name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException damaged) {
            return null;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException(name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    private List<String> names(String directory) {
        return manifest.digests().keySet().stream()
                .filter(name -> name.startsWith(directory))
                .map(name -> name.substring(directory.length()))
                .toList();
    }
}
