package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import java.util.List;

/** Every page there is, and what shows that it is complete. Stateless. */
final class Pages {
    /**
     * @param name for pictures and test reports
     * @param seen what shows that it is complete, beside that nothing is asked for any more
     */
    record PageOf(String name, String path, String seen) {
        PageOf(String name, String path) {
            this(name, path, "h1");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Pages() {}

    /** For who is logged in. */
    static List<PageOf> all(Scene scene) {
        return List.of(
                new PageOf("overview", "/", ".feed li"),
                new PageOf("talk", "/talk"),
                new PageOf("devices", "/devices"),
                new PageOf("add-device", "/devices?add=1"),
                new PageOf("device", scene.devicePath()),
                new PageOf("device-tools", scene.devicePath() + "?tab=tools"),
                new PageOf("device-conversations", scene.devicePath() + "?tab=conversations"),
                new PageOf("device-events", scene.devicePath() + "?tab=events"),
                new PageOf("device-settings", scene.devicePath() + "?tab=settings", "fieldset"),
                new PageOf("groups", "/groups"),
                new PageOf("conversations", "/conversations"),
                new PageOf("conversation", scene.conversationPath()),
                new PageOf("assistants", "/assistants"),
                new PageOf("providers", "/providers"),
                new PageOf("firmware", "/firmware"),
                new PageOf("users", "/users"),
                new PageOf("api-keys", "/api-keys"),
                new PageOf("audit", "/audit"),
                new PageOf("server", "/server"),
                new PageOf("settings", "/settings"),
                new PageOf("account", "/account"),
                new PageOf("first-steps", "/welcome"),
                new PageOf("missing", "/nowhere"));
    }

    /** For who is not. */
    static List<PageOf> open() {
        return List.of(
                new PageOf("login", "/login"),
                new PageOf("login-refused", "/login?problem=oidc-denied", "[role=alert]"),
                new PageOf("way-back-in", "/setup/reset"),
                new PageOf("address-for-a-device", "/xiaozhi/ota/"));
    }

    /** For whoever comes first to a server that has no owner. */
    static PageOf setUp() {
        return new PageOf("set-up", "/", "#token");
    }

    /** Opens it and waits until everything it asks the server for is there. */
    static void show(Person person, PageOf page) {
        person.open(page.path());
        assertThat(person.page().locator(page.seen()).first()).isAttached();
        person.page().waitForLoadState(LoadState.LOAD);
        assertThat(person.page().locator("[aria-busy=true]")).hasCount(0);
    }
}
