package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page when the server goes and comes back. */
@Tag("long")
class ReconnectTest {
    @Test
    void a_page_that_stays_open_goes_on_after_a_restart_of_the_server() throws IOException {
        try (LiveServer server = LiveServer.start();
                Chromium chromium = new Chromium("yes");
                Person person = new Person(chromium.browser(), server.url(), Person.Look.DESK)) {
            RequestOptions owner = RequestOptions.create()
                    .setData(Map.of("token", server.setupToken(), "username", "mara", "password", Stage.PASSWORD));
            person.context().request().post(server.url() + "/api/v1/setup", owner);
            person.loggedIn("mara", Stage.PASSWORD).open("/");
            Page page = person.page();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                    .isVisible();

            server.restart();

            // Something happens on the server, and the page that was open all the time tells of it.
            assertThat(page.getByText("Reconnecting to the server"))
                    .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(30_000));
            try (Person other =
                    new Person(chromium.browser(), server.url(), Person.Look.DESK).loggedIn("mara", Stage.PASSWORD)) {
                other.open("/talk");
                other.page().getByLabel("Type what you would say").fill("tell me a joke");
                other.page().keyboard().press("Enter");
                assertThat(other.page().locator(".said .by-device").first()).isVisible();
                assertThat(page.locator(".feed"))
                        .containsText("connected", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
            }
            assertThat(person.complaints()).isEmpty();
        }
    }
}
