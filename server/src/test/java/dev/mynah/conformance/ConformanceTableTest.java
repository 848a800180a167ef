package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps {@code docs/evidence/conformance.md} true: every check is in it, and what it names exists. */
class ConformanceTableTest {
    private static final int CHECKS = 87;
    private static final Pattern ROW = Pattern.compile("\\| C(\\d+) \\| ([^|]+) \\| ([^|]+) \\|.*");
    private static final Pattern REFERENCE = Pattern.compile("`([\\w.]+)#(\\w+)`");

    private final List<Row> rows = rows();

    private record Row(int check, String what, String where) {
        List<Reference> references() {
            List<Reference> found = new ArrayList<>();
            Matcher matcher = REFERENCE.matcher(where);
            while (matcher.find()) {
                found.add(new Reference(matcher.group(1), matcher.group(2)));
            }
            return found;
        }
    }

    private record Reference(String type, String method) {
        boolean exists() {
            try {
                return Arrays.stream(named("dev.mynah." + type).getDeclaredMethods())
                        .filter(candidate -> candidate.getName().equals(method))
                        .anyMatch(ConformanceTableTest::isTest);
            } catch (ClassNotFoundException none) {
                return false;
            }
        }

        /** Whether the name says that it is about the check; one test may be about two. */
        boolean isAbout(int check) {
            return Arrays.stream(method.split("_"))
                    .takeWhile(word -> word.matches("c\\d+|and"))
                    .anyMatch(word -> word.matches("c0*" + check));
        }
    }

    @Test
    void every_check_of_the_contract_has_exactly_one_row_in_order() {
        assertThat(rows.stream().map(Row::check))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, CHECKS).boxed().toList());
    }

    @Test
    void every_row_names_tests_or_the_issue_it_comes_with() {
        assertThat(rows)
                .allMatch(row -> !row.references().isEmpty() || row.where().startsWith("not yet: "));
    }

    @Test
    void every_named_test_exists_and_carries_the_number_of_its_check() {
        for (Row row : rows) {
            assertThat(row.references())
                    .as("C%d", row.check())
                    .allMatch(Reference::exists)
                    .allMatch(reference -> reference.isAbout(row.check()));
        }
    }

    @Test
    void every_conformance_test_is_named_in_the_table() throws Exception {
        Set<String> named = rows.stream()
                .flatMap(row -> row.references().stream())
                .map(reference -> reference.type() + "#" + reference.method())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).containsAll(numberedTests());
    }

    private static Set<String> numberedTests() throws Exception {
        Set<String> found = new TreeSet<>();
        Path classes = Path.of(ConformanceTableTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.list(classes.resolve("dev/mynah/conformance"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                for (Method method : named("dev.mynah.conformance." + name).getDeclaredMethods()) {
                    if (isTest(method) && method.getName().matches("c\\d+_.*")) {
                        found.add("conformance." + name + "#" + method.getName());
                    }
                }
            }
        }
        return found;
    }

    /** Without initialising it: some test classes start a server then, which nobody here would stop. */
    private static Class<?> named(String type) throws ClassNotFoundException {
        return Class.forName(type, false, ConformanceTableTest.class.getClassLoader());
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }

    private static List<Row> rows() {
        try (var lines = Files.lines(Path.of("..", "docs", "evidence", "conformance.md"))) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> new Row(
                            Integer.parseInt(row.group(1)),
                            row.group(2).strip(),
                            row.group(3).strip()))
                    .toList();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
