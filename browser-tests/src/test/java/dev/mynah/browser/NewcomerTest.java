package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where somebody who knows only the README and the screen would have to stop and think. */
@ExtendWith(Stage.Set.class)
class NewcomerTest {
    private final Stage stage;

    NewcomerTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void what_the_qr_code_opens_on_a_phone_is_the_address_to_copy_and_what_to_do_with_it() {
        String address = stage.server().url() + "/xiaozhi/ota/";
        for (Person.Look look :
                List.of(Person.Look.PHONE, Person.Look.PHONE.dark().in("zh"))) {
            try (Person person = stage.newPerson(look)) {
                Page page = person.page();
                person.open("/xiaozhi/ota/");
                page.getByText(address).click();
                assertThat(page.evaluate("() => getSelection().toString().trim()"))
                        .as("one tap selects all of it and nothing else")
                        .isEqualTo(address);
                assertThat(page.getByRole(AriaRole.LISTITEM)).hasCount(3);
                assertThat(page.locator("html"))
                        .hasAttribute("lang", look.language().equals("zh") ? "zh-CN" : "en");
                assertThat(page.getByText(look.language().equals("zh") ? "高级选项" : "Advanced"))
                        .isVisible();
                assertThat(page.locator("body"))
                        .hasCSS(
                                "background-color",
                                look.language().equals("zh") ? "rgb(14, 17, 19)" : "rgb(246, 245, 241)");
                assertThat(person.complaints()).isEmpty();
            }
        }
    }

    @Test
    void without_https_the_talk_page_says_where_there_is_a_microphone_and_takes_text_meanwhile() {
        try (Person person =
                new Person(stage.chromium().browser(), stage.server().elsewhere(), Person.Look.DESK)) {
            Page page = person.page();
            person.open("/login?to=/talk");
            page.getByLabel("User name").fill(Stage.OWNER);
            page.getByLabel("Password").fill(Stage.PASSWORD);
            page.getByRole(AriaRole.BUTTON, named("Log in")).click();
            Locator note = page.getByRole(AriaRole.NOTE);
            assertThat(note).hasCount(1);
            assertThat(note).containsText("There is no microphone");
            assertThat(note.getByRole(AriaRole.LINK, inside(stage.server().url() + "/talk")))
                    .hasAttribute("href", stage.server().url() + "/talk");
            assertThat(note).containsText("./mynah tls init");
            assertThat(note).containsText("https://" + LiveServer.OTHER_NAME + ":8443/talk");
            assertThat(page.getByText("Hold to talk")).isDisabled();

            page.getByLabel("Type what you would say").fill("tell me a joke");
            page.keyboard().press("Enter");
            assertThat(page.locator(".said .by-device").first()).isVisible();
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void what_happened_before_a_page_was_opened_is_told_there_and_a_device_that_only_asked_was_seen() throws Exception {
        try (Person person = stage.owner(Person.Look.DESK);
                FakeDevice device = new FakeDevice(stage.server(), "02:00:00:00:0d:03", "lamp-in-the-nook")) {
            Page page = person.page();
            person.call("POST", "/devices/bind", Map.of("code", device.boot(), "name", "Nook"));
            String path = "/devices/" + device.id().replace(":", "%3A");

            person.open("/devices?search=Nook");
            Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Nook"));
            assertThat(row).containsText("Offline");
            assertThat(row).not().containsText("Never");
            person.open(path);
            assertThat(page.getByText("Offline, last seen")).not().containsText("last seen –");
            for (String feed : List.of("/", path + "?tab=events")) {
                person.open(feed);
                assertThat(page.locator(".feed")).containsText("Nook was activated");
                page.reload();
                assertThat(page.locator(".feed")).containsText("Nook was activated");
            }
            person.call("DELETE", "/devices/" + device.id(), Map.of());
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
