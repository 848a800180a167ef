package dev.mynah.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Pictures of every page in both languages, each small enough for a repository. With {@code -Dmynah.regenerate=true} they
 * become those of {@code docs/images/dashboard}.
 */
@Tag("long")
@ExtendWith(Stage.Set.class)
class ScreenshotsTest {
    private static final long MOST_BYTES = 150_000;
    private static final String TO_WEBP = """
            async (address) => {
              const image = new Image();
              image.src = address;
              await image.decode();
              const canvas = document.createElement('canvas');
              [canvas.width, canvas.height] = [image.width, image.height];
              canvas.getContext('2d').drawImage(image, 0, 0);
              return canvas.toDataURL('image/webp', 0.9);
            }""";

    private final Stage stage;

    ScreenshotsTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void every_page_can_be_shown_to_those_who_have_not_installed_it() throws IOException {
        Path root = Path.of(System.getProperty("mynah.root", ".."));
        Path folder = Boolean.getBoolean("mynah.regenerate")
                ? root.resolve("docs/images/dashboard")
                : root.resolve("browser-tests/target/pictures");
        Files.createDirectories(folder);
        List<Pages.PageOf> pages = Pages.all(stage.scene());
        try (FakeProvider provider = new FakeProvider();
                Person owner = stage.owner(Person.Look.DESK)) {
            String path = "/providers/" + added(owner, provider);
            for (String language : List.of("en", "zh")) {
                take(pages, Person.Look.DESK.in(language), folder, "-" + language);
                takeOpen(Person.Look.DESK.in(language), folder, "-" + language);
            }
            take(pages.subList(0, 3), Person.Look.PHONE.dark(), folder, "-phone");
            owner.call("DELETE", path, Map.of());
        }
        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(2 * pages.size())
                    .allSatisfy(file -> assertThat(Files.size(file)).isBetween(5_000L, MOST_BYTES));
        }
    }

    private static String added(Person owner, FakeProvider provider) {
        return owner.call(
                        "POST",
                        "/providers",
                        Map.of(
                                "name",
                                "Owl",
                                "base_url",
                                provider.baseUrl(),
                                "uses",
                                List.of("chat"),
                                "chat_model",
                                "owl-1"))
                .get("id")
                .getAsString();
    }

    private void take(List<Pages.PageOf> pages, Person.Look look, Path folder, String suffix) throws IOException {
        try (Person person = stage.owner(look)) {
            for (Pages.PageOf page : pages) {
                Pages.show(person, page);
                if (page.name().equals("talk")) {
                    ask(person, look.language().equals("zh") ? "猫头鹰晚上能看见吗" : "can owls see at night");
                }
                person.page().evaluate("() => document.fonts.ready");
                write(person, folder.resolve(page.name() + suffix + ".webp"));
            }
        }
    }

    /** The pages of those who are not logged in, and the one a new server begins with. */
    private void takeOpen(Person.Look look, Path folder, String suffix) throws IOException {
        try (Person stranger = stage.newPerson(look)) {
            for (Pages.PageOf page : Pages.open()) {
                Pages.show(stranger, page);
                write(stranger, folder.resolve(page.name() + suffix + ".webp"));
            }
        }
        try (LiveServer fresh = LiveServer.start();
                Person first = new Person(stage.chromium().browser(), fresh.url(), look)) {
            Pages.show(first, Pages.setUp());
            write(first, folder.resolve(Pages.setUp().name() + suffix + ".webp"));
        }
    }

    /** The browser itself makes a WebP file of what it shows, a third as large as a PNG file. */
    private void write(Person person, Path file) throws IOException {
        byte[] shown =
                person.page().screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        try (BrowserContext workshop = stage.chromium().browser().newContext()) {
            Object small = workshop.newPage()
                    .evaluate(
                            TO_WEBP,
                            "data:image/png;base64," + Base64.getEncoder().encodeToString(shown));
            Files.write(file, Base64.getDecoder().decode(((String) small).replaceFirst("^[^,]*,", "")));
        }
    }

    private static void ask(Person person, String question) {
        person.page().locator("#talk-text").fill(question);
        person.page().keyboard().press("Enter");
        person.page().locator(".said .by-device").first().waitFor();
    }
}
