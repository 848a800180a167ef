package dev.mynah.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The examples below {@code /corpus}. */
final class Corpus {
    private Corpus() {}

    /** Every file of a folder. */
    static List<byte[]> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.sorted().map(Corpus::read).toList();
        }
    }

    /** Every line of a file, as bytes written in hex. */
    static List<byte[]> hex(String file) throws IOException {
        return Files.readAllLines(path(file)).stream()
                .map(line -> HexFormat.of().parseHex(line))
                .toList();
    }

    /** Every line of a file, as text. */
    static List<byte[]> lines(String file) throws IOException {
        return Files.readAllLines(path(file)).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Corpus.class.getResource("/corpus/" + name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
