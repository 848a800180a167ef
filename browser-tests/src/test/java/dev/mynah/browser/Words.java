package dev.mynah.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the pages say in one language: the catalogue as it was built and is served. Immutable. */
final class Words {
    private static final Path BUILT =
            Path.of(System.getProperty("mynah.root", ".."), "dashboard", "dist", ".vite", "manifest.json");

    private final JsonObject all;

    private Words(JsonObject all) {
        this.all = all;
    }

    /** @param person who has a page of the server open */
    static Words of(Person person, String language) throws IOException {
        JsonObject files = JsonParser.parseString(Files.readString(BUILT)).getAsJsonObject();
        String file = files.getAsJsonObject("src/i18n/" + language + ".ts")
                .get("file")
                .getAsString();
        Object text = person.page()
                .evaluate("async (file) => JSON.stringify((await import(file)).default)", person.address("/" + file));
        return new Words(JsonParser.parseString((String) text).getAsJsonObject());
    }

    /** @param key as the pages write it, such as {@code access.setup.go} */
    String of(String key) {
        JsonElement found = all;
        for (String step : key.split("\\.")) {
            found = found == null ? null : found.getAsJsonObject().get(step);
        }
        if (found == null) {
            throw new AssertionError("the catalogue has no " + key);
        }
        return found.getAsString();
    }

    /** With values in their places. */
    String of(String key, Map<String, String> values) {
        String text = of(key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }
}
