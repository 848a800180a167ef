package dev.mynah.app;

import dev.mynah.backup.BackupWriter;
import dev.mynah.config.Configuration;
import dev.mynah.config.WrittenSecrets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a backup takes beside the database: configuration, keys, firmware, and recordings when they are wanted. Used once. */
final class BackedUpFiles {
    static final String CONFIGURATION = "mynah.yml";

    /** Name in a backup, and in the data directory, of a configuration file that lay elsewhere. */
    static final String CONFIGURATION_FROM_ELSEWHERE = "mynah.yml.given";

    /** The files of these names, and all in a directory of such a name, are for nobody's eyes. */
    private static final List<String> SECRET = List.of("keys", "envelope-key.pem");

    private static final String RECORDINGS = "sounds";
    private static final String FIRMWARE = "firmware";

    private final Configuration configuration;
    private final Path data;
    private final boolean recordings;
    private final PrintStream out;

    BackedUpFiles(Configuration configuration, boolean recordings, PrintStream out) {
        this.configuration = configuration;
        this.data = configuration.data();
        this.recordings = recordings;
        this.out = out;
    }

    void into(BackupWriter writer) throws IOException {
        secrets(writer);
        configuration(writer);
        for (Path file : files(data.resolve(FIRMWARE))) {
            if (file.toString().endsWith(".bin")) {
                writer.file(name(file), file);
            }
        }
        if (recordings) {
            for (Path file : files(data.resolve(RECORDINGS))) {
                writer.file(name(file), file);
            }
        }
    }

    private void secrets(BackupWriter writer) throws IOException {
        Path elsewhere = configuration.access().keyFile();
        if (elsewhere != null && !elsewhere.startsWith(data)) {
            out.printf("The master key in %s is not in the backup; keep a copy of it elsewhere.%n", elsewhere);
        }
        var found = new ArrayList<Path>();
        for (String name : SECRET) {
            found.addAll(files(data.resolve(name)));
        }
        if (found.isEmpty()) {
            return;
        }
        if (!writer.seals()) {
            out.printf(
                    "Left out: %s. Keep a copy elsewhere, or give --passphrase-file to have them sealed: what they"
                            + " encrypt cannot be read without them.%n",
                    String.join(", ", found.stream().map(this::name).toList()));
            return;
        }
        for (Path file : found) {
            writer.sealed(name(file), Files.readAllBytes(file));
        }
    }

    private void configuration(BackupWriter writer) throws IOException {
        Path used = configuration.file();
        if (used == null) {
            return;
        }
        String name = used.equals(data.resolve(CONFIGURATION)) ? CONFIGURATION : CONFIGURATION_FROM_ELSEWHERE;
        if (!WrittenSecrets.in(used)) {
            writer.file(name, used);
        } else if (writer.seals()) {
            writer.sealed(name, Files.readAllBytes(used));
        } else {
            out.printf(
                    "Left out: %s, since secrets are written in it. Give --passphrase-file to have it sealed.%n", used);
        }
    }

    /** The file itself, or the files below a directory; none when nothing is there. */
    private static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private String name(Path file) {
        return data.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
