package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mynah.simulator.audio.Speech;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the first start to the first spoken answer, as somebody who has never seen the program. */
@ExtendWith(Stage.Set.class)
class FirstRunTest {
    private static final LocatorAssertions.ContainsTextOptions PATIENT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private final Stage stage;

    FirstRunTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_new_server_leads_to_its_first_spoken_answer() throws IOException {
        try (LiveServer server = LiveServer.startBare();
                Person person = new Person(stage.chromium().browser(), server.url(), Person.Look.DESK)) {
            Page page = person.page();
            Ear ear = new Ear(page);
            person.open("/");
            findToken(page, server.setupToken());
            makeOwner(page, server.setupToken());

            // The open microphone: the server hears when the sentence is over.
            page.getByRole(
                            AriaRole.RADIO,
                            new Page.GetByRoleOptions().setName("Open").setExact(true))
                    .click();
            page.getByText("Open microphone").click();
            assertThat(page.locator(".said"))
                    .containsText(Pattern.compile("You: what time is it\\s*Device: It is"), PATIENT);
            ear.awaitEnd();
            List<String> lines = page.locator(".said .by-device").allTextContents();
            int answer = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).startsWith("Device: It is"))
                    .findFirst()
                    .orElseThrow();
            hears(ear.heard(answer + 1), lines.get(answer).replace("Device: ", ""));
            page.getByText("Close microphone").click();

            page.getByText("Next", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Add a provider")))
                    .isVisible();
            page.getByText("Skip this").click();
            assertThat(page.getByText("/xiaozhi/ota/")).isVisible();
            assertThat(page.getByRole(AriaRole.IMG, named("QR code of "))).isVisible();
            page.getByText("Do this later").click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Overview"))).isVisible();
            assertThat(person.complaints()).isEmpty();
        }
    }

    /** What was played are these words and no others: the voice of the server can be had here as well. */
    private static void hears(short[] played, String words) throws IOException {
        Speech voice = new Speech(Speech.BUILT_IN);
        assertThat(Melody.likeness(voice.say(words), played)).as(words).isGreaterThan(0.8);
        assertThat(Melody.likeness(voice.say("I do not know that, but I can tell you a joke."), played))
                .isLessThan(0.7);
    }

    /** Who started it as a service does not see what it printed; strangers on the network see no more than they need. */
    private static void findToken(Page page, String token) {
        assertThat(page.getByText("./mynah setup-token")).isHidden();
        page.getByText("I do not see it there").click();
        assertThat(page.getByText("./mynah setup-token")).isVisible();
        assertThat(page.getByText("the file setup-token in the data directory")).isVisible();
        assertThat(page.content()).doesNotContain(token, System.getProperty("java.io.tmpdir") + "/mynah-browser");
    }

    private static void makeOwner(Page page, String token) {
        page.getByLabel("Set-up token").fill("not the token");
        page.getByLabel("Name of the owner").fill("mara");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("seven green parrots");
        page.getByLabel("Password again").fill("seven green carrots");
        assertThat(page.getByText("The two passwords differ.")).isVisible();
        page.getByLabel("Password again").fill("seven green parrots");
        page.getByText("Make the owner").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Set-up token").fill(token);
        page.getByText("Make the owner").click();
        assertThat(page.getByRole(AriaRole.HEADING, named("Talk to it now"))).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
