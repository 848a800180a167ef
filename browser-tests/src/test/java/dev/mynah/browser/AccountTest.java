package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do about their own account, and what happens when they cannot get in. */
@ExtendWith(Stage.Set.class)
class AccountTest {
    private static final String FIRST = "eleven grey parrots";
    private static final String SECOND = "twelve grey parrots";
    private final Stage stage;

    AccountTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_password_is_changed_and_all_other_logins_end() {
        try (Person owner = stage.owner(Person.Look.DESK)) {
            owner.call("POST", "/users", Map.of("username", "lena", "password", FIRST, "role", "member"));
        }
        try (Person phone = stage.newPerson(Person.Look.PHONE).loggedIn("lena", FIRST);
                Person person = stage.newPerson(Person.Look.DESK).loggedIn("lena", FIRST)) {
            Page page = person.page();
            person.open("/account");
            assertThat(page.locator(".logins li")).hasCount(2);
            page.getByLabel("Present password").fill("not my password");
            page.getByLabel("New password").fill(SECOND);
            page.getByLabel("Password again").fill(SECOND);
            page.getByRole(AriaRole.BUTTON, named("Change the password")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
            page.getByLabel("Present password").fill(FIRST);
            page.getByRole(AriaRole.BUTTON, named("Change the password")).click();
            assertThat(page.locator(".logins li")).hasCount(1);

            phone.open("/account");
            assertThat(phone.page().getByRole(AriaRole.HEADING, named("Log in")))
                    .isVisible();
            phone.loggedIn("lena", SECOND).open("/account");
            assertThat(phone.page().locator(".logins li")).hasCount(2);
            phone.page()
                    .getByRole(AriaRole.BUTTON, named("Log out: Chrome, Linux"))
                    .click();
            assertThat(phone.page().locator(".logins li")).hasCount(1);
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void an_owner_who_lost_the_password_comes_back_in_with_a_token_from_the_command_line() throws Exception {
        try (Person owner = stage.owner(Person.Look.DESK)) {
            owner.call("POST", "/users", Map.of("username", "otto", "password", FIRST, "role", "owner"));
        }
        try (Person person = stage.newPerson(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/login");
            page.getByText("No owner can log in any more?").click();
            enter(page, "4f7k-2m9q-x8ra");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no token that waits.");
            String token = stage.server().resetToken();
            enter(page, token);
            assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
            assertThat(page.locator(".who")).containsText("otto");
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void enter(Page page, String token) {
        page.getByLabel("Token").fill(token);
        page.getByLabel("Name of the owner").fill("otto");
        page.getByLabel("New password").fill(SECOND);
        page.getByLabel("Password again").fill(SECOND);
        page.getByText("Set the password and log in").click();
    }

    @Test
    void what_went_wrong_at_another_provider_is_told_and_a_link_elsewhere_is_not_followed() {
        try (Person person = stage.newPerson(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/login?problem=oidc-stale");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("more than ten minutes ago");
            person.open("/login?problem=" + "%3Cb%3Eoidc-made-up");
            assertThat(page.getByRole(AriaRole.HEADING, named("Log in"))).isVisible();
            assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
            person.open("/login?to=//example.org/");
            page.getByLabel("User name").fill(Stage.OWNER);
            page.getByLabel("Password").fill(Stage.PASSWORD);
            page.locator("form")
                    .getByText("Log in", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
            assertThat(page.url()).startsWith(stage.server().url());
            // Who is logged in already came to connect the account.
            person.open("/login?problem=oidc-taken");
            assertThat(page.getByRole(AriaRole.HEADING, named("My account"))).isVisible();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("connected with another account");
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
