package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device from the code it shows to the last thing somebody does with it. */
@ExtendWith(Stage.Set.class)
class DevicesTest {
    private static final String MAC = "02:00:00:00:0d:01";
    private final Stage stage;

    DevicesTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_device_is_activated_by_its_code_does_what_its_page_says_and_is_removed() throws Exception {
        try (Person person = stage.owner(Person.Look.DESK);
                FakeDevice device = new FakeDevice(stage.server(), MAC, "lamp-of-the-test")) {
            Page page = person.page();
            page.waitForResponse(answer -> answer.url().endsWith("/events"), () -> person.open("/devices?add=1"));
            String code = device.boot();
            activate(page, code);
            assertThat(device.boot()).as("its code is done with").isEmpty();

            Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Workbench"));
            assertThat(row).containsText("Offline");
            device.connect();
            assertThat(row).containsText("Online");
            row.getByRole(AriaRole.LINK).click();
            setVolume(page, device);
            askStatus(page);

            device.device().hangUp();
            assertThat(page.locator(".head")).containsText("Offline");
            remove(page);
            assertThat(device.boot()).as("it has to be activated again").hasSize(6);
            person.open("/");
            assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void activate(Page page, String code) {
        Locator dialog = page.getByRole(AriaRole.DIALOG, named("Add a device"));
        // The device begins to wait while the page is open; the server tells so at once.
        assertThat(dialog.getByText("Waiting for its code: lamp-of-the-test")).isVisible();
        dialog.getByLabel("Code", new Locator.GetByLabelOptions().setExact(true))
                .fill(code.equals("123456") ? "654321" : "123 456");
        dialog.getByText("Activate", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("No device shows this code.");
        dialog.getByLabel("Code", new Locator.GetByLabelOptions().setExact(true))
                .fill(code.substring(0, 3) + " " + code.substring(3));
        dialog.getByLabel("Name (optional)").fill("Workbench");
        dialog.getByText("Activate", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(dialog.getByText("Workbench belongs to you now.")).isVisible();
        assertThat(dialog.getByText("Waiting for its code")).isHidden();
        page.keyboard().press("Escape");
        assertThat(dialog).isHidden();
    }

    private static void setVolume(Page page, FakeDevice device) {
        page.getByRole(AriaRole.TAB, named("Tools")).click();
        page.getByRole(AriaRole.BUTTON, named("audio_speaker.set_volume")).click();
        page.getByRole(AriaRole.SPINBUTTON, named("volume")).fill("31");
        page.getByText("Call", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".result")).containsText("Answered after");
        assertThat(page.locator(".result pre")).hasText("true");
        assertThat(device.device().standardTools().volume()).isEqualTo(31);
    }

    private static void askStatus(Page page) {
        page.getByRole(AriaRole.BUTTON, named("get_device_status")).click();
        page.getByText("Call", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".result pre")).containsText("\"volume\": 31");
    }

    private static void remove(Page page) {
        page.getByRole(AriaRole.TAB, named("Settings")).click();
        page.getByRole(AriaRole.BUTTON, named("Remove device")).click();
        page.getByRole(AriaRole.DIALOG, named("Remove Workbench?"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove device"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Devices"))).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, named("Workbench"))).isHidden();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
