package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.mynah.simulator.audio.Speech;
import dev.mynah.simulator.audio.Wav;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of docs/guides speaks the JSON dialect with the server: typed, and spoken into a microphone. */
class JsonDialectPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("mynah.home", ".."), "docs", "guides", "json-dialect.html");
    private static final int RATE = 16_000;
    private static final double PATIENCE_MILLIS = 110_000;

    @Test
    void a_question_is_typed_and_spoken_and_both_are_answered(@TempDir Path folder) throws Exception {
        Path question = folder.resolve("question.wav");
        new Wav(spoken("what time is it"), RATE).write(question);
        try (ServerProcess server = ServerProcess.start(folder, "voice.recognition-timeout=2m");
                Browser browser = Browser.hearing(question)) {
            Page page = browser.page();
            page.navigate(PAGE.toAbsolutePath().normalize().toUri() + "?server="
                    + URLEncoder.encode(server.webSocket(), StandardCharsets.UTF_8));
            shows(page, "connected");

            page.locator("#text").fill("what time is it");
            page.locator("#ask").click();
            shows(page, "heard: what time is it");
            shows(page, "answer: It is ");
            page.waitForFunction("() => document.getElementById('sound').duration > 0.3");

            page.evaluate("() => document.getElementById('log').textContent = ''");
            page.locator("#talk").hover();
            page.mouse().down();
            page.waitForTimeout(4_000);
            page.mouse().up();
            shows(page, "heard: what time is it");
            shows(page, "answer: It is ");
        }
    }

    private static void shows(Page page, String text) {
        assertThat(page.locator("#log"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** With a second of quiet before it, in which the browser opens its microphone. */
    private static short[] spoken(String text) throws IOException {
        short[] words = new Speech(Speech.BUILT_IN).say(text);
        short[] all = new short[RATE + words.length + 3 * RATE];
        System.arraycopy(words, 0, all, RATE, words.length);
        return all;
    }
}
