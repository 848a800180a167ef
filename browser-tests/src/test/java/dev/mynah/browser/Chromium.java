package dev.mynah.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.audio.Speech;
import dev.mynah.simulator.audio.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's Chromium, whose microphone says one sentence after a moment of silence, again and again. */
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Playwright playwright;
    private final Browser browser;
    private final Path sentence;

    Chromium(String spoken) throws IOException {
        // A shared machine may be slow; what comes at all has come by then.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        sentence = Files.createTempFile("mynah-microphone-", ".wav");
        new Wav(padded(new Speech(Speech.BUILT_IN).say(spoken)), Microphone.RATE).write(sentence);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--host-resolver-rules=MAP " + LiveServer.OTHER_NAME + " 127.0.0.1",
                                "--autoplay-policy=no-user-gesture-required",
                                "--use-fake-ui-for-media-stream",
                                "--use-fake-device-for-media-stream",
                                "--use-file-for-fake-audio-capture=" + sentence)));
    }

    private static Path executable() {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no Chromium at any of " + PLACES + "; install the package chromium"));
    }

    /** Silence before, so that the recogniser hears a beginning, and long enough after it to hear the end. */
    private static short[] padded(short[] spoken) {
        short[] all = new short[Microphone.RATE + spoken.length + 6 * Microphone.RATE];
        System.arraycopy(spoken, 0, all, Microphone.RATE, spoken.length);
        return all;
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() throws IOException {
        playwright.close();
        Files.deleteIfExists(sentence);
    }
}
