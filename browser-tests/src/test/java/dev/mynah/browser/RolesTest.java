package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what, and what happens when a login ends. */
@ExtendWith(Stage.Set.class)
class RolesTest {
    /** Pages about oneself, which everybody may change. */
    private static final Set<String> OWN = Set.of("account", "api-keys", "first-steps");

    /** What changes nothing but what is seen. */
    private static final Set<String> HARMLESS = Set.of(
            "Search",
            "State",
            "Groups",
            "Outcome",
            "Action",
            "Language",
            "Theme",
            "Check again",
            "Show more",
            "Try again",
            "Status",
            "Tools",
            "Conversations",
            "Events",
            "Settings");

    /** The names of all controls of a page that are not out of use; what only unfolds or picks one is left out. */
    private static final String CONTROLS = """
            () => [...document.querySelectorAll('main button, main input, main select, main textarea, main [role=switch]')]
              .filter((one) => !one.matches(':disabled') && one.checkVisibility())
              .filter((one) => !one.hasAttribute('aria-expanded') && !one.hasAttribute('aria-pressed'))
              .map((one) => one.getAttribute('aria-label')
                ?? (one.labels?.[0]?.querySelector('.sr-only') ?? one.labels?.[0] ?? one).textContent)
              .map((name) => name.trim())""";

    private static final String PASSWORD = "nine blue herons fly";
    private final Stage stage;

    RolesTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_viewer_sees_everything_and_is_offered_no_change() {
        try (Person owner = stage.owner(Person.Look.DESK)) {
            Page page = owner.page();
            owner.open("/users");
            page.getByText("New user").click();
            Locator form = page.getByRole(AriaRole.DIALOG);
            form.getByLabel("User name").fill("vera");
            form.getByLabel("Role").selectOption("viewer");
            form.getByLabel("Password").fill(PASSWORD);
            form.getByText("Save", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.getByText("vera", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
        }
        try (Person viewer = stage.newPerson(Person.Look.DESK).loggedIn("vera", PASSWORD)) {
            Page page = viewer.page();
            Set<String> offered = new TreeSet<>();
            for (Pages.PageOf one : Pages.all(stage.scene())) {
                if (!OWN.contains(one.name())) {
                    Pages.show(viewer, one);
                    ((List<?>) page.evaluate(CONTROLS)).forEach(name -> offered.add(String.valueOf(name)));
                }
            }
            assertThat(offered).isSubsetOf(HARMLESS);
            viewer.open("/talk");
            assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
            assertThat(page.getByRole(AriaRole.LINK, named("Talk"))).hasCount(0);
            assertThat(page.getByRole(AriaRole.LINK, named("Add a device"))).hasCount(0);
            viewer.open("/devices?add=1");
            assertThat(page.getByRole(AriaRole.HEADING, named("Devices"))).isVisible();
            assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
            refused(viewer, "POST", "/groups", Map.of("name", "Mine"));
            refused(viewer, "POST", "/virtual-device", Map.of());
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    private static void refused(Person viewer, String method, String path, Object body) {
        assertThatThrownBy(() -> viewer.call(method, path, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" answered 403");
    }

    @Test
    void nothing_typed_is_lost_when_the_login_ends() {
        try (Person owner = stage.owner(Person.Look.DESK)) {
            Page page = owner.page();
            owner.open("/assistants");
            page.getByText("New assistant").first().click();
            Locator form = page.getByRole(AriaRole.DIALOG, named("New assistant"));
            form.getByLabel("Name").fill("Storyteller");
            form.getByLabel("Instructions").fill("You tell long stories of birds.");
            owner.context().clearCookies();
            form.getByText("Save", new Locator.GetByTextOptions().setExact(true))
                    .click();

            Locator again = page.getByRole(AriaRole.DIALOG, named("Please log in again"));
            again.getByLabel("Password").fill("not it at all");
            again.getByText("Log in", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(again.getByRole(AriaRole.ALERT)).containsText("User name or password is wrong.");
            again.getByLabel("Password").fill(Stage.PASSWORD);
            again.getByText("Log in", new Locator.GetByTextOptions().setExact(true))
                    .click();

            assertThat(page.getByRole(AriaRole.HEADING, named("Storyteller"))).isVisible();
            assertThat(page.getByText("You tell long stories of birds.")).isVisible();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void an_api_key_is_shown_once_and_opens_what_its_scopes_say() {
        try (Person owner = stage.owner(Person.Look.DESK)) {
            Page page = owner.page();
            owner.open("/api-keys");
            page.getByText("New key").first().click();
            Locator form = page.getByRole(AriaRole.DIALOG);
            form.getByLabel("What is it for?").fill("Doorbell");
            form.getByText("Create", new Locator.GetByTextOptions().setExact(true))
                    .click();
            String key = form.locator(".copy code").textContent();
            form.getByText("Close", new Locator.GetByTextOptions().setExact(true))
                    .click();

            assertThat(page.getByText("Doorbell")).isVisible();
            assertThat(page.getByText(key)).hasCount(0);
            assertThat(page.content()).doesNotContain(key);
            assertThat(status(owner, key, "/overview")).isEqualTo(200);
            assertThat(status(owner, key, "/users")).isEqualTo(403);
        }
    }

    private int status(Person owner, String key, String path) {
        return owner.context()
                .request()
                .get(
                        stage.server().url() + "/api/v1" + path,
                        RequestOptions.create().setHeader("X-API-Key", key))
                .status();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
