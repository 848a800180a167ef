package dev.mynah.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's Chromium without a window. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** A browser without microphone. Skips the test where no Chromium is installed. */
    public static Browser open() {
        return open(List.of());
    }

    /** A browser whose microphone hears a recording once, and never asks whether it may. */
    public static Browser hearing(Path wav) {
        return open(List.of(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + wav + "%noloop"));
    }

    private static Browser open(List<String> more) {
        assumeTrue(Files.isExecutable(CHROMIUM), "chromium is not installed: apt-get install chromium");
        List<String> arguments = new ArrayList<>(List.of("--no-sandbox", "--autoplay-policy=no-user-gesture-required"));
        arguments.addAll(more);
        Playwright playwright = Playwright.create();
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setHeadless(true)
                                .setArgs(arguments)));
    }

    /** A fresh page, as for somebody who has never been there. */
    public Page page() {
        return chromium.newContext().newPage();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
