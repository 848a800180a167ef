package dev.mynah.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The built dashboard on the class path. Only what its list names exists, so no path can lead elsewhere. Thread-safe; a file
 * is read when it is first asked for and then kept.
 */
final class PageFiles {
    private static final String ROOT = "/dashboard/";
    private static final String LIST = "files.json";

    private final Map<String, PageFile> files;
    private final Function<String, byte[]> contents;
    private final ConcurrentHashMap<String, byte[]> read = new ConcurrentHashMap<>();

    private PageFiles(Map<String, PageFile> files, Function<String, byte[]> contents) {
        this.files = files;
        this.contents = contents;
    }

    /** Files with these contents. */
    static PageFiles of(List<PageFile> files, Map<String, String> contents) {
        Map<String, PageFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        return new PageFiles(byPath, name -> String.valueOf(contents.get(name)).getBytes(StandardCharsets.UTF_8));
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
            return new PageFiles(files, PageFiles::load);
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
        return read.computeIfAbsent(encoding.isEmpty() ? file.path() : file.path() + "." + encoding, contents);
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
