package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page, for everybody: in both languages, both themes, on a desk and on a phone, by eye, key and ear. */
@ExtendWith(Stage.Set.class)
class AppearanceTest {
    /** Comes with what the dashboard is built with. */
    private static final Path AXE =
            Path.of(System.getProperty("mynah.root", ".."), "dashboard", "node_modules", "axe-core", "axe.min.js");

    private final Stage stage;

    AppearanceTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void no_page_has_a_serious_barrier_for_anybody() throws IOException {
        List<String> found = new ArrayList<>();
        for (Person.Look look :
                List.of(Person.Look.DESK, Person.Look.PHONE.dark().in("zh"))) {
            try (Person person = stage.owner(look)) {
                for (Pages.PageOf page : Pages.all(stage.scene())) {
                    Pages.show(person, page);
                    found.addAll(barriers(person, page + " " + look.language()));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_page_before_the_login_has_a_serious_barrier_or_is_wider_than_a_phone() throws IOException {
        List<String> found = new ArrayList<>();
        try (LiveServer fresh = LiveServer.start()) {
            for (Person.Look look :
                    List.of(Person.Look.DESK, Person.Look.PHONE.dark().in("zh"))) {
                try (Person stranger = stage.newPerson(look)) {
                    for (Pages.PageOf page : Pages.open()) {
                        found.addAll(flaws(stranger, page, look));
                    }
                }
                try (Person first = new Person(stage.chromium().browser(), fresh.url(), look)) {
                    found.addAll(flaws(first, Pages.setUp(), look));
                    first.page().locator("#pass").fill("seven green parrots");
                    first.page().locator("#pass2").fill("seven green carrots");
                    assertThat(first.page().locator("#differ")).isVisible();
                    found.addAll(barriers(first, "set-up with two passwords"));
                    assertThat(first.complaints()).isEmpty();
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private List<String> flaws(Person person, Pages.PageOf page, Person.Look look) throws IOException {
        Pages.show(person, page);
        List<String> flaws = new ArrayList<>(barriers(person, page + " " + look.language()));
        int width = ((Number) person.page().evaluate("document.documentElement.scrollWidth")).intValue();
        if (width > look.width()) {
            flaws.add(page + " " + look.language() + " is " + width + " wide");
        }
        return flaws;
    }

    @Test
    void on_a_phone_no_page_is_wider_than_the_screen() {
        List<String> wide = new ArrayList<>();
        for (String language : List.of("en", "zh")) {
            try (Person person = stage.owner(Person.Look.PHONE.in(language))) {
                List<Pages.PageOf> all = new ArrayList<>(Pages.all(stage.scene()));
                // The other open pages send away who is logged in.
                all.add(Pages.open().getLast());
                for (Pages.PageOf page : all) {
                    Pages.show(person, page);
                    Object width = person.page().evaluate("document.documentElement.scrollWidth");
                    if (((Number) width).intValue() > 390) {
                        wide.add(page + " " + language + ": " + width);
                    }
                }
                assertThat(person.complaints()).isEmpty();
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void the_language_changes_at_once_and_is_remembered() {
        try (Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/devices");
            page.getByLabel("Language").selectOption("zh");
            assertThat(page.getByRole(AriaRole.HEADING, named("设备")).first()).isVisible();
            assertThat(page).hasTitle("设备 · Mynah");
            person.open("/audit");
            assertThat(page.getByRole(AriaRole.HEADING, named("审计"))).isVisible();
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        }
    }

    @Test
    void every_page_is_reached_and_left_by_keys_alone() {
        try (Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/");
            assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to the content")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
            page.getByRole(AriaRole.LINK, named("Assistants")).focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
            page.getByText("New assistant").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
        }
    }

    /** What axe finds that keeps people out: its impacts serious and critical. */
    private List<String> barriers(Person person, String where) throws IOException {
        CDPSession session = person.context().newCDPSession(person.page());
        evaluate(session, Files.readString(AXE));
        String result = evaluate(
                session,
                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
                        + ".then(found => JSON.stringify(found.violations))");
        session.detach();
        List<String> serious = new ArrayList<>();
        JsonArray violations = JsonParser.parseString(result).getAsJsonArray();
        for (JsonElement violation : violations) {
            JsonObject one = violation.getAsJsonObject();
            String impact = one.get("impact").getAsString();
            if (impact.equals("serious") || impact.equals("critical")) {
                serious.add(where + ": " + one.get("id").getAsString() + " " + one.get("nodes"));
            }
        }
        return serious;
    }

    private static String evaluate(CDPSession session, String script) {
        JsonObject wish = new JsonObject();
        wish.addProperty("expression", script);
        wish.addProperty("awaitPromise", true);
        wish.addProperty("returnByValue", true);
        JsonObject result = session.send("Runtime.evaluate", wish).getAsJsonObject("result");
        return result.has("value") ? result.get("value").getAsString() : "";
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
