package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account and the same person at another provider, from the first connection to its end. */
@ExtendWith(Stage.Set.class)
class SingleSignOnTest {
    private final Stage stage;

    SingleSignOnTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void an_account_is_connected_used_and_disconnected_and_a_refusal_is_told() throws Exception {
        try (FakeIdentityProvider provider = new FakeIdentityProvider();
                LiveServer server = LiveServer.start(
                        "access.oidc.issuer=" + provider.issuer(),
                        "access.oidc.client-id=mynah",
                        "access.oidc.label=Home login",
                        "mqtt.enabled=false");
                Person owner = new Person(stage.chromium().browser(), server.url(), Person.Look.DESK)) {
            Map<String, String> first =
                    Map.of("token", server.setupToken(), "username", Stage.OWNER, "password", Stage.PASSWORD);
            owner.context()
                    .request()
                    .post(
                            owner.address("/api/v1/setup"),
                            RequestOptions.create().setData(first));
            Page page = owner.page();
            connect(provider, owner);
            logInThere(server, provider);

            page.getByRole(AriaRole.BUTTON, named("Disconnect")).click();
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON,
                            new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Disconnect"))
                    .click();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Connect with Home login")))
                    .isVisible();
            assertThat(owner.complaints()).isEmpty();
        }
    }

    /** The first attempt is refused over there, which the page says. */
    private static void connect(FakeIdentityProvider provider, Person owner) {
        Page page = owner.page();
        provider.refuse(true);
        owner.open("/account");
        page.getByRole(AriaRole.BUTTON, named("Connect with Home login")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The login was refused there.");
        assertThat(page.getByRole(AriaRole.HEADING, named("My account"))).isVisible();
        provider.refuse(false);
        page.getByRole(AriaRole.BUTTON, named("Connect with Home login")).click();
        assertThat(page.getByText("Your account is connected")).isVisible();
    }

    /** Somebody at another browser gets to the page they wanted, in the connected account. */
    private void logInThere(LiveServer server, FakeIdentityProvider provider) {
        try (Person other = new Person(stage.chromium().browser(), server.url(), Person.Look.PHONE)) {
            Page page = other.page();
            provider.refuse(true);
            other.open("/groups");
            page.getByText("Log in with Home login").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The login was refused there.");
            provider.refuse(false);
            other.open("/groups");
            page.getByText("Log in with Home login").click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Groups"))).isVisible();
            other.open("/account");
            assertThat(page.getByText(Stage.OWNER + ", Owner")).isVisible();
            assertThat(other.complaints()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
