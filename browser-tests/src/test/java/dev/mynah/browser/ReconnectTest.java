package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page when the server goes and comes back. */
@ExtendWith(Stage.Set.class)
class ReconnectTest {
    private final Stage stage;

    ReconnectTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_page_that_stays_open_goes_on_after_a_restart_of_the_server() throws IOException {
        try (Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                    .isVisible();

            stage.server().stop();
            assertThat(page.getByText("Reconnecting to the server")).isVisible();
            stage.server().startAgain();

            // Something happens on the server, and the page that was open all the time tells of it.
            assertThat(page.getByText("Reconnecting to the server")).isHidden();
            try (Person other = stage.owner(Person.Look.DESK)) {
                other.open("/talk");
                other.page().getByLabel("Type what you would say").fill("tell me a joke");
                other.page().keyboard().press("Enter");
                assertThat(other.page().locator(".said .by-device").first()).isVisible();
                assertThat(page.locator(".feed")).containsText("connected");
            }
            assertThat(person.complaints()).isEmpty();
        }
    }
}
