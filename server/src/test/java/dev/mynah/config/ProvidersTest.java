package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    private final Path home;

    ProvidersTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void a_provider_in_a_chain_has_its_settings() throws Exception {
        ProviderChains chains = load(Map.of("CLOUD_KEY", "sk-1"), """
                chat: [cloud, local]
                providers:
                  cloud:
                    base-url: https://models.example/v1/
                    api-key: ${ENV:CLOUD_KEY}
                    model: large
                    timeout: 3s
                """);
        assertThat(chains.chat()).containsExactly("cloud", "local");
        ProviderSettings cloud = Objects.requireNonNull(chains.byName().get("cloud"));
        assertThat(cloud.kind()).isEqualTo(ProviderKind.OPENAI);
        assertThat(cloud.baseUrl()).isEqualTo(URI.create("https://models.example/v1"));
        assertThat(cloud.apiKey()).isEqualTo(new Secret("sk-1"));
        assertThat(cloud.model()).isEqualTo("large");
        assertThat(cloud.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_key_may_stand_in_a_file_of_its_own() throws Exception {
        Files.writeString(home.resolve("key"), "sk-2\n");
        ProviderChains chains = load(Map.of(), """
                providers.home-box:
                  base-url: http://localhost:11434/v1
                  api-key: file:key
                """);
        assertThat(chains.byName().get("home-box"))
                .extracting(ProviderSettings::apiKey)
                .isEqualTo(new Secret("sk-2"));
    }

    @Test
    void who_sees_is_named_in_a_list_of_its_own_and_nobody_does_by_itself() throws Exception {
        ProviderChains chains = load(Map.of(), """
                vision: [sharp]
                providers.sharp: {base-url: "http://box/v1", vision-model: looker}
                """);
        assertThat(chains.vision()).containsExactly("sharp");
        assertThat(Objects.requireNonNull(chains.byName().get("sharp")).visionModel())
                .isEqualTo("looker");
        assertThat(load(Map.of(), "").vision()).isEmpty();
    }

    @Test
    void nothing_that_is_built_in_sees_and_who_does_needs_a_model() {
        assertThat(problems("vision: [local]\n"))
                .singleElement()
                .asString()
                .contains("vision: nothing that is built in can see");
        assertThat(problems("""
                vision: [sharp]
                providers.sharp.base-url: http://box/v1
                """)).singleElement().asString().contains("sharp needs providers.sharp.vision-model");
    }

    @Test
    void providers_can_be_given_by_environment_alone() throws Exception {
        ProviderChains chains = load(
                Map.of(
                        "MYNAH_PROVIDERS_MY_BOX_BASE_URL", "http://box/v1",
                        "MYNAH_PROVIDERS_MY_BOX_SPEECH_MODEL", "loud",
                        "MYNAH_SPEECH_SYNTHESIS", "my-box,local"),
                "");
        assertThat(chains.synthesis()).containsExactly("my-box", "local");
        assertThat(chains.byName().get("my-box"))
                .extracting(ProviderSettings::speechModel)
                .isEqualTo("loud");
    }

    @Test
    void a_variable_with_two_readings_means_the_provider_that_exists() throws Exception {
        ProviderChains chains =
                load(Map.of("MYNAH_PROVIDERS_MY_SPEECH_MODEL", "m"), "providers.my-speech.base-url: http://box/v1\n");
        assertThat(chains.byName().keySet()).containsExactly("my-speech");
        assertThat(chains.byName().get("my-speech"))
                .extracting(ProviderSettings::model)
                .isEqualTo("m");
    }

    @Test
    void a_chain_names_only_providers_that_exist_and_can_do_it() {
        assertThat(problems("""
                        chat: [clod]
                        speech.recognition: [cloud]
                        providers:
                          cloud:
                            base-url: http://box/v1
                            model: large
                        """))
                .containsExactly(
                        "1: chat: 'clod' is no provider; there is cloud, local; did you mean cloud?",
                        "2: speech.recognition: cloud needs providers.cloud.recognition-model");
    }

    @Test
    void a_provider_needs_an_address() {
        assertThat(problems("providers.cloud.model: large"))
                .singleElement()
                .asString()
                .startsWith("1: providers.cloud.base-url is missing; give an address that begins with http://");
    }

    @Test
    void the_built_in_name_cannot_be_taken() {
        assertThat(problems("providers.local.base-url: http://box/v1"))
                .containsExactly("1: providers.local: this name belongs to what is built in; choose another");
    }

    @Test
    void a_key_that_cannot_be_fetched_is_named_but_never_shown() {
        assertThat(problems("""
                        providers:
                          one: {base-url: "http://box/v1", api-key: "${ENV:ABSENT}"}
                          two: {base-url: "http://box/v1", api-key: "file:absent"}
                          three: {base-url: "http://box/v1", api-key: [sk-secret]}
                        """))
                .anyMatch(problem -> problem.contains("variable ABSENT is not set"))
                .anyMatch(problem -> problem.contains("absent cannot be read"))
                .hasSize(3)
                .noneMatch(problem -> problem.contains("sk-secret"));
    }

    @Test
    void settings_never_print_their_key() throws Exception {
        ProviderChains chains = load(Map.of(), "providers.cloud: {base-url: 'http://box/v1', api-key: sk-3}");
        assertThat(chains).asString().contains(Secret.REDACTED).doesNotContain("sk-3");
    }

    private ProviderChains load(Map<String, String> environment, String text) throws Exception {
        Path file = Files.writeString(home.resolve("given.yml"), text);
        return new ConfigurationLoader(new Surroundings(environment, home, home, ZoneOffset.UTC))
                .load(file, List.of())
                .providers();
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> load(Map.of(), text)).problems().stream()
                .map(problem -> problem.toString().substring((home + "/given.yml:").length()))
                .toList();
    }
}
