package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {
    private final List<Problem> problems = new ArrayList<>();
    private final Path file;

    YamlFileTest(@TempDir Path directory) {
        file = directory.resolve("given.yml");
    }

    @Test
    void nested_and_dotted_names_are_the_same() throws Exception {
        assertThat(read("http:\n  host: a\nlog.level: INFO"))
                .extracting(Entry::name)
                .containsExactly("http.host", "log.level");
        assertThat(problems).isEmpty();
    }

    @Test
    void an_entry_knows_its_line_and_column() throws Exception {
        assertThat(read("# comment\nhttp:\n  host: a"))
                .extracting(Entry::origin)
                .containsExactly(new Origin.File(file, 3, 9));
    }

    @Test
    void what_is_not_yaml_is_reported_with_line_and_column() throws Exception {
        assertThat(read("http:\n  host: [a\nlog: b")).isEmpty();
        assertThat(problems).singleElement().asString().startsWith(file + ":3:").contains("not YAML");
    }

    @Test
    void the_same_key_twice_is_a_problem() throws Exception {
        read("http:\n  host: a\nhttp.host: b");
        assertThat(problems)
                .containsExactly(new Problem(file + ":3", "http.host is given twice; first at " + file + ":2"));
    }

    @Test
    void an_empty_section_and_an_empty_file_are_fine() throws Exception {
        assertThat(read("http:\nlog:\n")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(read("# only this")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void a_file_that_is_no_map_is_a_problem() throws Exception {
        read("- http");
        assertThat(problems).singleElement().asString().startsWith(file + ":1: keys with values");
    }

    @Test
    void an_alias_that_contains_itself_ends() throws Exception {
        read("http: &a\n  host: *a");
        assertThat(problems).isNotEmpty();
    }

    @Test
    void other_encodings_than_utf8_are_named() throws Exception {
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        YamlFile.read(file, problems);
        assertThat(problems).containsExactly(new Problem(file.toString(), "not UTF-8 text"));
    }

    private List<Entry> read(String text) throws Exception {
        Files.writeString(file, text);
        return YamlFile.read(file, problems);
    }
}
