package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pictures of every page in both languages, into {@code docs/images/dashboard}. */
@Tag("long")
@ExtendWith(Stage.Set.class)
class ScreenshotsTest {
    private final Stage stage;

    ScreenshotsTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void every_page_can_be_shown_to_those_who_have_not_installed_it() throws IOException {
        Path folder = Path.of(System.getProperty("mynah.root", ".."), "docs", "images", "dashboard");
        Files.createDirectories(folder);
        for (String language : List.of("en", "zh")) {
            try (Person person = stage.owner(Person.Look.DESK.in(language))) {
                person.open("/talk");
                person.page().locator("#talk-text").fill(language.equals("zh") ? "现在几点" : "what time is it");
                person.page().keyboard().press("Enter");
                assertThat(person.page().locator(".said .by-device").first()).isVisible();
                for (Pages.PageOf page : Pages.all()) {
                    picture(person, page, folder.resolve(page.name() + "-" + language + ".png"));
                }
            }
        }
        try (Person person = stage.owner(Person.Look.PHONE.dark())) {
            for (Pages.PageOf page : Pages.all().subList(0, 3)) {
                picture(person, page, folder.resolve(page.name() + "-phone.png"));
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isGreaterThanOrEqualTo(2L * Pages.all().size());
        }
    }

    private static void picture(Person person, Pages.PageOf page, Path file) {
        person.open(page.path());
        assertThat(person.page().locator("h1").first()).isVisible();
        assertThat(person.page().locator("[aria-busy=true]")).hasCount(0);
        person.page().waitForLoadState(LoadState.LOAD);
        person.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
