package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.simulator.device.DeviceTools;
import dev.mynah.simulator.net.FirmwareMqtt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever devices and people call things is text on every page, and no script but the dashboard's own files ever runs. */
@ExtendWith(Stage.Set.class)
class MarkupTest {
    private static final String PLANTED = "<img src=x onerror=alert(1)>";
    private static final String MAC = "02:00:00:00:0d:02";
    private static final List<String> WHERE_A_DEVICE_SPEAKS =
            List.of("Board", "Chip", "Firmware", "Connection", "Wi-Fi", "Carrier", "Running partition", "status");

    private final Stage stage;

    MarkupTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void markup_in_any_name_is_shown_as_text() throws Exception {
        try (Person person = stage.owner(Person.Look.DESK);
                FakeProvider provider = new FakeProvider(PLANTED, PLANTED);
                FakeDevice device = new FakeDevice(stage.server(), MAC, PLANTED)) {
            device.device().tools().add(tool("self.planted"), arguments -> PLANTED);
            device.device().tools().add(tool("self.refusing"), arguments -> {
                throw new DeviceTools.ToolFailure(PLANTED);
            });
            String code = device.boot();
            shown(person, "/devices?add=1");
            plant(person, provider, code);
            Page feed = person.page();
            feed.waitForResponse(answer -> answer.url().endsWith("/events"), () -> person.open("/"));
            device.connect();
            assertThat(feed.locator(".feed")).containsText(PLANTED + " connected");
            text(person);
            for (String path : List.of("/groups", "/assistants", "/api-keys", "/audit", "/devices")) {
                shown(person, path);
            }
            person.open("/account");
            assertThat(person.page().getByText("<img/src=x/onerror=alert")).isVisible();
            text(person);
            String page = "/devices/" + MAC.replace(":", "%3A");
            for (String tab : List.of("", "?tab=events", "?tab=settings")) {
                shown(person, page + tab);
            }
            whatItTells(person, page, device);
            callTool(person, page);
            talk(person);
            testProvider(person, provider);
            device.device().hangUp();
            person.call("DELETE", "/devices/" + MAC, Map.of());
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void a_script_that_is_no_file_of_ours_does_not_run() {
        try (Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            String policy = page.navigate(stage.server().url() + "/").headers().get("content-security-policy");
            assertThat(policy).contains("script-src 'self';").doesNotContain("unsafe", "data:", "blob:");
            Object refused = page.evaluate("""
                    () => new Promise((done) => {
                      const refused = [];
                      document.addEventListener('securitypolicyviolation', (event) => {
                        refused.push(event.effectiveDirective);
                        if (refused.length === 2) done(refused.sort().join(' '));
                      });
                      const script = document.createElement('script');
                      script.textContent = 'window.ran = true';
                      document.body.append(script);
                      document.body.insertAdjacentHTML('beforeend', '<p onclick="window.ran = true">x</p>');
                      document.body.lastElementChild.click();
                    })""");
            assertThat(refused).isEqualTo("script-src-attr script-src-elem");
            assertThat(page.evaluate("() => window.ran")).isNull();
        }
    }

    /** Everything that people call something, once. */
    private static void plant(Person person, FakeProvider provider, String code) {
        String group = person.call("POST", "/groups", Map.of("name", PLANTED, "description", PLANTED))
                .get("id")
                .getAsString();
        String assistant = person.call("POST", "/assistants", Map.of("name", PLANTED, "prompt", PLANTED))
                .get("id")
                .getAsString();
        JsonObject bound =
                person.call("POST", "/devices/bind", Map.of("code", code, "name", PLANTED, "assistant_id", assistant));
        person.call(
                "PATCH",
                "/devices/" + bound.get("id").getAsString(),
                Map.of("notes", PLANTED, "groups", List.of(group)));
        person.call("POST", "/api-keys", Map.of("name", PLANTED, "scopes", List.of("devices:read")));
        Map<String, Object> added =
                Map.of("name", PLANTED, "base_url", provider.baseUrl(), "uses", List.of("chat"), "chat_model", PLANTED);
        person.call("POST", "/providers", added);
        Map<String, String> login = Map.of("username", Stage.OWNER, "password", Stage.PASSWORD);
        person.context()
                .request()
                .post(
                        person.address("/api/v1/auth/login"),
                        RequestOptions.create()
                                .setHeader("User-Agent", PLANTED.replace(' ', '/'))
                                .setData(login));
    }

    /** The readings of its hardware, and what it reports of how it is. */
    private void whatItTells(Person person, String path, FakeDevice device) throws Exception {
        FirmwareMqtt broker = device.reports(stage.server(), PLANTED);
        try {
            device.tells(PLANTED);
            // The status comes by another wire, and counts from when the broker has handed it on.
            person.page().waitForCondition(() -> !person.call("GET", "/devices/" + MAC, Map.of())
                    .get("reported_status")
                    .isJsonNull());
            person.open(path);
            for (String reading : WHERE_A_DEVICE_SPEAKS) {
                assertThat(person.page().locator("dt:text-is('" + reading + "') + dd"))
                        .hasText(PLANTED);
            }
            assertThat(person.page().locator("dt:has-text('" + PLANTED + "') + dd"))
                    .hasText(PLANTED);
            text(person);
            shown(person, "/");
        } finally {
            broker.disconnect();
        }
    }

    /** Something that is asked and answered, and then something that fails. */
    private static void talk(Person person) {
        person.open("/talk");
        Page page = person.page();
        page.getByLabel("Type what you would say").fill(PLANTED);
        page.keyboard().press("Enter");
        assertThat(page.locator(".said .by-person").first()).containsText(PLANTED);
        assertThat(page.locator(".said .by-device").first()).containsText(PLANTED);
        assertThat(page.locator(".word").first()).hasText("Ready");
        text(person);
        shown(person, "/conversations");
        page.locator("main a")
                .filter(new Locator.FilterOptions().setHasText(PLANTED))
                .first()
                .click();
        assertThat(page.locator("article").first()).containsText(PLANTED);
        text(person);
    }

    private static ToolDescription tool(String name) {
        ObjectNode schema = JsonText.newObject().put("type", "object");
        schema.putObject("properties")
                .putObject(PLANTED)
                .put("type", "string")
                .put("title", PLANTED)
                .put("description", PLANTED);
        return new ToolDescription(name, PLANTED, schema, false);
    }

    private static void callTool(Person person, String path) {
        shown(person, path + "?tab=tools");
        Page page = person.page();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("planted"))
                .click();
        page.getByLabel(PLANTED).fill(PLANTED);
        page.getByText("Call", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".result pre")).hasText(PLANTED);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("refusing"))
                .click();
        page.getByLabel(PLANTED).fill(PLANTED);
        page.getByText("Call", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".result")).containsText("The device refused");
        assertThat(page.locator(".result pre")).containsText(PLANTED);
        assertThat(page.locator(".description")).hasText(PLANTED);
        text(person);
    }

    private static void testProvider(Person person, FakeProvider provider) {
        provider.refuse();
        shown(person, "/providers");
        Page page = person.page();
        page.getByText("Test", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.STATUS).last()).containsText(PLANTED);
        text(person);
        page.getByLabel("Remove: " + PLANTED).click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByText(PLANTED).first()).isVisible();
        text(person);
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove"))
                .click();
        assertThat(page.getByLabel("Remove: " + PLANTED)).hasCount(0);
    }

    private static void shown(Person person, String path) {
        person.open(path);
        assertThat(person.page().getByText(PLANTED).first()).isAttached();
        text(person);
    }

    private static void text(Person person) {
        assertThat(person.page().locator("img[src=x]")).hasCount(0);
    }
}
