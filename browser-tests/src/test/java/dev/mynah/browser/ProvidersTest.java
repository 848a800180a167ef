package dev.mynah.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider from its key to the moment it fails. */
@ExtendWith(Stage.Set.class)
class ProvidersTest {
    private final Stage stage;

    ProvidersTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_provider_is_tested_added_used_and_replaced_by_what_is_built_in_when_it_fails() throws IOException {
        try (FakeProvider provider = new FakeProvider();
                Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/providers");
            add(page, provider);
            assertThat(page.getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName("Owl").setExact(true)))
                    .isVisible();
            assertThat(page.content()).doesNotContain("sk-very-secret");

            assertThat(answer(person, "why can owls see at night")).containsText("Owls see at night.");

            provider.refuse();
            person.open("/providers");
            page.getByText("Test", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).containsText("Incorrect API key provided");
            assertThat(page.getByText("Check the key")).isVisible();

            // Within the same question something else answers.
            assertThat(answer(person, "what time is it")).containsText("It is");

            person.open("/providers");
            page.getByLabel("Remove: Owl").click();
            page.getByRole(AriaRole.DIALOG)
                    .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName("Owl").setExact(true)))
                    .isHidden();
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void a_provider_that_sees_is_shown_a_red_square_and_kept_with_its_model() throws IOException {
        try (FakeProvider provider = new FakeProvider();
                Person person = stage.owner(Person.Look.DESK)) {
            Page page = person.page();
            person.open("/providers");
            page.getByText("Add a provider").click();
            Locator form = page.getByRole(AriaRole.DIALOG);
            form.getByText("Another", new Locator.GetByTextOptions().setExact(true))
                    .click();
            form.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                    .fill("Hawk");
            form.getByLabel("Address").fill(provider.baseUrl());
            form.getByLabel("Seeing").check();
            form.getByLabel("Answers").uncheck();
            form.getByLabel("Model").fill("hawk-1");
            form.getByText("Test", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(form.getByRole(AriaRole.STATUS)).containsText("red → Owls see at night.");
            form.getByText("Save", new Locator.GetByTextOptions().setExact(true))
                    .click();

            Locator kept = page.locator(".provider").filter(new Locator.FilterOptions().setHasText("Hawk"));
            assertThat(kept).containsText("Seeing");
            page.getByLabel("Remove: Hawk").click();
            page.getByRole(AriaRole.DIALOG)
                    .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.getByLabel("Remove: Hawk")).isHidden();
            assertThat(person.complaints()).isEmpty();
        }
    }

    /** Fills in the form, tries it and saves. */
    private static void add(Page page, FakeProvider provider) {
        page.getByText("Add a provider").click();
        Locator form = page.getByRole(AriaRole.DIALOG);
        form.getByText("Another", new Locator.GetByTextOptions().setExact(true)).click();
        form.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill("Owl");
        form.getByLabel("Address").fill(provider.baseUrl());
        form.getByLabel("API key").fill("sk-very-secret");
        form.getByLabel("Model").fill("owl-1");
        form.getByText("Test", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(form.getByRole(AriaRole.STATUS)).containsText("Owls see at night.");
        form.getByText("Save", new Locator.GetByTextOptions().setExact(true)).click();
    }

    private static Locator answer(Person person, String question) {
        Page page = person.page();
        person.open("/talk");
        page.getByLabel("Type what you would say").fill(question);
        page.getByText("Send", new Page.GetByTextOptions().setExact(true)).click();
        return page.locator(".said .by-device").first();
    }
}
