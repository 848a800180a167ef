package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a newcomer does, in a language that the other tests do not speak: what is looked for is in the catalogues. */
@ExtendWith(Stage.Set.class)
class OtherLanguageTest {
    private static final String MAC = "02:00:00:00:0d:07";
    private final Stage stage;

    OtherLanguageTest(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @CsvSource({"zh, 现在几点, 点"})
    void from_the_set_up_to_a_device_that_does_what_it_is_told(String language, String question, String answer)
            throws Exception {
        try (LiveServer server = LiveServer.start();
                FakeProvider provider = new FakeProvider();
                FakeDevice device = new FakeDevice(server, MAC, "lamp-of-the-test");
                Person person = new Person(stage.chromium().browser(), server.url(), Person.Look.DESK.in(language))) {
            Ear ear = new Ear(person.page());
            person.open("/");
            Words words = Words.of(person, language);
            makeOwner(person.page(), words, server.setupToken());
            talk(person.page(), words, question, answer);
            ear.awaitEnd();
            assertThat(ear.heard(1)).as("it is spoken").hasSizeGreaterThan(8_000);
            next(person.page(), words);
            addProvider(person.page(), words, provider);
            addDevice(person.page(), words, device);
            device.connect();
            setVolume(person, words, device);
            whatWasDone(person, words);
            assertThat(person.complaints()).isEmpty();
        }
    }

    private static void makeOwner(Page page, Words words, String token) {
        page.getByLabel(words.of("access.setup.token")).fill("not the token");
        page.getByLabel(words.of("access.setup.owner")).fill("mara");
        label(page, words.of("common.password")).fill("seven green parrots");
        page.getByLabel(words.of("access.setup.repeat")).fill("seven green parrots");
        page.getByText(words.of("access.setup.go")).click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText(words.of("common.problem.reasons.setup_token_wrong", Map.of("file", "setup-token")));
        page.getByLabel(words.of("access.setup.token")).fill(token);
        page.getByText(words.of("access.setup.go")).click();
        assertThat(heading(page, words.of("access.welcome.talk.title"))).isVisible();
    }

    private static void talk(Page page, Words words, String question, String answer) {
        page.getByLabel(words.of("talk.type")).fill(question);
        page.getByText(words.of("talk.send"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".said .by-device").first()).containsText(answer);
    }

    private static void next(Page page, Words words) {
        page.getByText(words.of("access.welcome.next"), new Page.GetByTextOptions().setExact(true))
                .click();
    }

    private static void addProvider(Page page, Words words, FakeProvider provider) {
        assertThat(heading(page, words.of("access.welcome.provider.title"))).isVisible();
        page.getByText(words.of("providers.other"), new Page.GetByTextOptions().setExact(true))
                .click();
        label(page, words.of("common.name")).fill("Owl");
        label(page, words.of("providers.url")).fill(provider.baseUrl());
        label(page, words.of("providers.model")).fill("owl-1");
        page.getByText(words.of("providers.test"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Owls see at night.");
        page.getByText(words.of("common.save"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.getByText(words.of("access.welcome.providerStored"))).isVisible();
    }

    private static void addDevice(Page page, Words words, FakeDevice device) throws Exception {
        assertThat(heading(page, words.of("access.welcome.device.title"))).isVisible();
        String code = device.boot();
        label(page, words.of("devices.add.sixDigits")).fill(code.equals("123456") ? "654321" : "123456");
        page.getByText(words.of("devices.add.go"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)
                        .filter(new Locator.FilterOptions()
                                .setHasText(words.of("common.problem.reasons.code_unknown"))))
                .isVisible();
        label(page, words.of("devices.add.sixDigits")).fill(code);
        page.getByLabel(words.of("common.optionalOf", Map.of("what", words.of("devices.name"))))
                .fill("Workbench");
        page.getByText(words.of("devices.add.go"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.getByText(words.of("devices.add.bound", Map.of("name", "Workbench"))))
                .isVisible();
        page.getByText(words.of("access.welcome.finish")).click();
        assertThat(heading(page, words.of("overview.title"))).isVisible();
    }

    private static void setVolume(Person person, Words words, FakeDevice device) {
        person.open("/devices");
        Page page = person.page();
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Workbench"));
        assertThat(row).containsText(words.of("devices.online"));
        row.getByRole(AriaRole.LINK).click();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(words.of("devices.tab.tools")))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("audio_speaker.set_volume"))
                .click();
        page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("volume"))
                .fill("31");
        page.getByText(words.of("devices.tools.call"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".result pre")).hasText("true");
        assertThat(device.device().standardTools().volume()).isEqualTo(31);
    }

    /** The pages that tell of the server do so in words, not in the server's codes and ids. */
    private static void whatWasDone(Person person, Words words) {
        person.open("/audit");
        Locator bound = person.page()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(words.of("people.action.device.bound")))
                .filter(new Locator.FilterOptions().setHasText(MAC));
        assertThat(bound.getByRole(AriaRole.LINK)).hasText("Workbench");
        assertThat(person.page()
                        .getByRole(AriaRole.ROW)
                        .filter(new Locator.FilterOptions().setHasText(words.of("people.action.provider.added")))
                        .getByRole(AriaRole.LINK))
                .hasText("Owl");
        person.open("/server");
        assertThat(person.page().getByText(words.of("server.check.tls_off"))).isVisible();
        assertThat(person.page()
                        .getByText(words.of("server.checkName.clock"), new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        person.open("/settings");
        assertThat(person.page().getByLabel(words.of("server.setting.devices.time-zone.name")))
                .hasValue("Europe/Berlin");
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator label(Page page, String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }
}
