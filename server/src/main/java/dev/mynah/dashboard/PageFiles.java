package dev.mynah.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The built dashboard on the class path. Only what its list names exists, so no path can lead elsewhere. Thread-safe; a file
 * is read when it is first asked for and then kept.
 */
final class PageFiles {
    private static final String ROOT = "/dashboard/";
    private static final String LIST = "files.json";

    private final Map<String, PageFile> files;
    private final ConcurrentHashMap<String, byte[]> read = new ConcurrentHashMap<>();

    private PageFiles(Map<String, PageFile> files) {
        this.files = files;
    }

    /** The dashboard that was built in; without one, no files. */
    static PageFiles builtIn() {
        try (InputStream list = PageFiles.class.getResourceAsStream(ROOT + LIST)) {
            Map<String, PageFile> files = new HashMap<>();
            if (list != null) {
                for (JsonNode entry : new ObjectMapper().readTree(list)) {
                    PageFile file = new PageFile(
                            entry.path("path").asText(), entry.path("hash").asText(), texts(entry.path("encodings")));
                    files.put(file.path(), file);
                }
            }
            return new PageFiles(files);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of the dashboard's files is damaged; build it again", e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(each -> all.add(each.asText()));
        return List.copyOf(all);
    }

    boolean present() {
        return !files.isEmpty();
    }

    Optional<PageFile> of(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The bytes of a file; {@code encoding} is empty or one it lies there in. */
    byte[] bytes(PageFile file, String encoding) {
        return read.computeIfAbsent(encoding.isEmpty() ? file.path() : file.path() + "." + encoding, PageFiles::load);
    }

    private static byte[] load(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IOException("is in the list and not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
