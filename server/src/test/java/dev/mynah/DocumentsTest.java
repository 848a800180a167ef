package dev.mynah;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of each other. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DECISIONS = ROOT.resolve("docs/adr");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern NUMBER = Pattern.compile("^# *\\d+\\.? *");

    @Test
    void the_index_lists_every_decision() throws IOException {
        Path index = DECISIONS.resolve("README.md");
        if (Boolean.getBoolean("mynah.regenerate")) {
            Files.writeString(index, index());
        }
        assertThat(index)
                .as("regenerate it with: mvn -pl server -am test -Dtest=DocumentsTest -Dmynah.regenerate=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(index());
    }

    @Test
    void every_decision_has_a_status_and_says_why() throws IOException {
        for (Path decision : decisions()) {
            assertThat(decision).content().contains("Status:", "## Context", "## Decision", "## Consequences");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_somewhere(Path page) throws IOException {
        List<String> dead = LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .toList();
        assertThat(dead).isEmpty();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }

    private static String index() throws IOException {
        var rows = new StringBuilder(
                "# Decisions\n\nOne page each; the form is that of 0001.\n\n| | decision |\n|---|---|\n");
        for (Path decision : decisions()) {
            String file = decision.getFileName().toString();
            String title =
                    NUMBER.matcher(Files.readAllLines(decision).getFirst()).replaceFirst("");
            rows.append("| [%s](%s) | %s |\n".formatted(file.substring(0, 4), file, title));
        }
        return rows.toString();
    }
}
