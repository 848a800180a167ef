package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The virtual device in the browser, on the real voice channel. */
@ExtendWith(Stage.Set.class)
class TalkTest {
    private final Person person;
    private final Page page;

    TalkTest(Stage stage) {
        person = stage.owner(Person.Look.DESK);
        page = person.page();
        person.open("/talk");
    }

    @AfterEach
    void leave() {
        person.close();
    }

    @Test
    void a_button_held_while_speaking_gets_a_spoken_answer() {
        Locator button = page.getByText("Hold to talk");
        button.hover();
        page.mouse().down();
        // The sentence is in the first three seconds of what the microphone hears.
        assertThat(log()).containsText(Pattern.compile("[5-9]\\d packets of sound"), patient());
        page.mouse().up();

        assertThat(said("person"))
                .containsText(Pattern.compile("what time is it", Pattern.CASE_INSENSITIVE), patient());
        assertThat(said("device")).containsText("It is", patient());
        assertThat(page.locator(".word").first())
                .hasText("Ready", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        assertThat(person.complaints()).isEmpty();
    }

    @Test
    void what_is_asked_of_the_device_it_does() {
        ask("set the volume to 30");

        assertThat(said("device")).isVisible();
        assertThat(page.locator(".bar").first()).containsText("30");
        assertThat(log()).containsText("tools/call self.audio_speaker.set_volume");
        assertThat(person.complaints()).isEmpty();
    }

    @Test
    void an_answer_that_is_interrupted_stops_at_once() {
        ask("tell me a joke");
        assertThat(page.locator(".word").first()).hasText("Speaking");
        page.getByText("Interrupt", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(log()).containsText("abort");
        assertThat(page.locator(".word").first()).hasText("Ready");
    }

    @Test
    void markup_that_somebody_says_is_shown_as_text() {
        String planted = "<img src=x onerror=alert(1)><b>bold</b>";
        ask(planted);

        assertThat(said("person")).hasText("You: " + planted);
        assertThat(said("device")).isVisible();
        person.open("/conversations");
        assertThat(page.getByText(planted).first()).isVisible();
        page.getByText(planted).first().click();
        assertThat(page.getByText(planted).first()).isVisible();
        assertThat(page.locator("main img, main b:text('bold')")).hasCount(0);
        assertThat(person.complaints()).isEmpty();
    }

    @Test
    void a_conversation_shows_its_words_its_sound_and_where_the_time_went() {
        ask("what day is it");
        assertThat(said("device")).isVisible();
        assertThat(page.locator(".word").first())
                .hasText("Ready", new LocatorAssertions.HasTextOptions().setTimeout(20_000));

        person.open("/conversations");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("what day is it"))
                .first()
                .click();
        assertThat(page.locator("article").first()).containsText("Finished");
        page.locator("article button[aria-expanded]").first().click();
        assertThat(page.locator(".fall").first()).containsText("Thinking");
        Object seconds = page.locator("audio")
                .first()
                .evaluate(
                        "audio => new Promise((done, failed) => { audio.onloadedmetadata = () => done(audio.duration);"
                                + " audio.onerror = () => failed(new Error('cannot be played')); audio.load(); })");
        assertThat(((Number) seconds).doubleValue()).isGreaterThan(0.5);
    }

    private void ask(String text) {
        page.getByLabel("Type what you would say").fill(text);
        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
    }

    private Locator said(String who) {
        return page.locator(".said .by-" + who).first();
    }

    private Locator log() {
        return page.getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName("What goes over the wire"));
    }

    private static LocatorAssertions.ContainsTextOptions patient() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    }
}
