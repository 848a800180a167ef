package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of docs/guides speaks the JSON dialect with the server: typed, and spoken into a microphone. */
@ExtendWith(Stage.Set.class)
class JsonDialectPageTest {
    private static final String MAC = "02:00:00:00:0d:03";
    private static final Path PAGE =
            Path.of(System.getProperty("mynah.root", ".."), "docs", "guides", "json-dialect.html");
    private static final double PATIENCE_MILLIS = 60_000;

    private final Stage stage;

    JsonDialectPageTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_question_is_typed_and_spoken_and_both_are_answered() throws Exception {
        try (Person owner = stage.owner(Person.Look.DESK);
                FakeDevice device = new FakeDevice(stage.server(), MAC, "page-of-the-guide")) {
            owner.call("POST", "/devices/bind", Map.of("code", device.boot(), "name", "Page"));
            Page page = owner.page();
            page.navigate(PAGE.toAbsolutePath().normalize().toUri() + "?server="
                    + encoded(stage.server().url().replace("http:", "ws:") + "/xiaozhi/v1/") + "&device=" + encoded(MAC)
                    + "&token=" + encoded(device.token()));
            shows(page, "connected");

            page.locator("#text").fill("what time is it");
            page.locator("#ask").click();
            shows(page, "heard: what time is it");
            shows(page, "answer: It is ");
            page.waitForFunction("() => document.getElementById('sound').duration > 0.3");

            page.evaluate("() => document.getElementById('log').textContent = ''");
            page.locator("#talk").hover();
            page.mouse().down();
            // The sentence is in the first three seconds of what the microphone hears.
            page.waitForTimeout(4_000);
            page.mouse().up();
            shows(page, "heard: what time is it");
            shows(page, "answer: It is ");
            owner.call("DELETE", "/devices/" + MAC, Map.of());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void shows(Page page, String text) {
        assertThat(page.locator("#log"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }
}
