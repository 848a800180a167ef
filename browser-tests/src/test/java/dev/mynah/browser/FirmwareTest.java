package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An image from the file to the device. */
@ExtendWith(Stage.Set.class)
class FirmwareTest {
    private static final String BOARD = "bread-box";

    private final Stage stage;

    FirmwareTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void an_image_is_uploaded_offered_to_a_board_taken_away_and_deleted() throws Exception {
        try (FakeDevice device = new FakeDevice(stage.server(), "02:00:00:00:60:01", BOARD);
                Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.call("POST", "/devices/bind", Map.of("code", device.boot(), "name", "Pantry"));
            device.boot();
            person.open("/firmware");
            upload(page, "2.4.3.bin", AppImage.of("2.4.3"));
            Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(BOARD))
                    .first();
            assertThat(row).containsText("2.4.3");
            assertThat(row).containsText("Nobody yet");

            row.getByText("Offer", new Locator.GetByTextOptions().setExact(true))
                    .click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("To whom").selectOption("board");
            dialog.getByText("Offer", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(row).containsText("All with this board");
            assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Pantry")))
                    .containsText("Installs 2.4.3");

            page.getByText("Pantry", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("main")).containsText("chosen for its board");
            assertThat(page.locator("main")).containsText("Installs 2.4.3");

            person.open("/firmware");
            page.getByLabel("Take away from All with this board").last().waitFor();
            row.getByLabel("Take away from All with this board").click();
            assertThat(row).containsText("Nobody yet");
            row.getByLabel("Remove: 2.4.3").click();
            page.getByRole(AriaRole.DIALOG)
                    .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.getByLabel("Remove: 2.4.3")).hasCount(1); // that of the scene
            person.call("DELETE", "/devices/" + device.id(), Map.of());
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_wrong_with_a_file_is_said_where_it_was_chosen() {
        try (Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/firmware");
            upload(page, "notes.bin", new byte[2000]);

            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This is no ESP32 application");

            page.getByLabel("File")
                    .setInputFiles(new FilePayload("huge.bin", "application/octet-stream", new byte[(16 << 20) + 1]));
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("The file has more than 16 MB");
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void upload(Page page, String name, byte[] bytes) {
        page.getByText("Upload an image").first().click();
        Locator form = page.getByRole(AriaRole.DIALOG);
        form.getByLabel("File").setInputFiles(new FilePayload(name, "application/octet-stream", bytes));
        form.getByLabel("Board", new Locator.GetByLabelOptions().setExact(true)).fill(BOARD);
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Upload an image"))
                .click();
    }
}
