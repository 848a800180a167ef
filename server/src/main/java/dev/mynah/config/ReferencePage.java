package dev.mynah.config;

import java.util.List;
import java.util.stream.Collectors;

/** The page that documents every key, written from the declarations themselves. */
public final class ReferencePage {
    private static final String HEAD = """
            # Configuration

            Written by the build from the declarations in `dev.mynah.config.Keys`; change those, not this page.

            Sources, each overriding the one before: the defaults below, one YAML file (`--config FILE`, else `mynah.yml` in
            the data directory), environment variables, `--set KEY=VALUE`. A variable is called like its key, in capitals,
            with `MYNAH_` before it and `_` for every dot and dash: `MYNAH_HTTP_PUBLIC_URL`. A list is a YAML list, or its
            items separated by commas. Names in angle brackets are chosen by you: `providers.cloud.base-url`.

            An unknown key or a value that is not allowed stops the start, with its file and line, or its variable.
            """;

    private ReferencePage() {}

    /** The page in Markdown. */
    public static String markdown() {
        List<String> sections =
                Keys.ALL.stream().map(ReferencePage::section).distinct().toList();
        return HEAD + sections.stream().map(ReferencePage::table).collect(Collectors.joining());
    }

    private static String table(String section) {
        return Keys.ALL.stream()
                .filter(key -> section(key).equals(section))
                .map(ReferencePage::row)
                .collect(Collectors.joining(
                        "\n",
                        "\n## %s\n\n| key | default | allowed | meaning |\n|---|---|---|---|\n".formatted(section),
                        "\n"));
    }

    private static String row(Key<?> key) {
        String fallback = key.fallback();
        String shown = fallback == null || fallback.isEmpty() ? "-" : "`" + fallback + "`";
        return "| `%s` | %s | %s | %s |".formatted(key.name(), shown, key.type().allowed(), key.description());
    }

    private static String section(Key<?> key) {
        int dot = key.name().indexOf('.');
        return dot < 0 ? key.name() : key.name().substring(0, dot);
    }
}
