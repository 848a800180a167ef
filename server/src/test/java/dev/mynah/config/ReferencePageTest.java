package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

    @Test
    void the_page_in_the_repository_is_the_one_the_declarations_give() throws IOException {
        if (Boolean.getBoolean("mynah.regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ReferencePage.markdown());
        }
        assertThat(PAGE)
                .as("regenerate it with: mvn -pl server -am test -Dtest=ReferencePageTest -Dmynah.regenerate=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(ReferencePage.markdown());
    }

    @Test
    void every_key_is_described_in_one_sentence_and_its_default_is_allowed() {
        assertThat(Keys.ALL).allSatisfy(key -> {
            assertThat(key.description()).endsWith(".").doesNotContain("|", "\n");
            assertThat(key.type().allowed()).doesNotContain("|", "\n");
            String fallback = key.fallback();
            if (fallback != null) {
                Entry entry = Entry.single(key.name(), fallback, new Origin.Argument("test"));
                assertThat(key.type().parse(key.type().list() ? entry.several() : entry.items()))
                        .isNotNull();
            }
        });
    }

    @Test
    void no_key_is_declared_twice() {
        assertThat(Keys.ALL).extracting(Key::name).doesNotHaveDuplicates();
    }
}
