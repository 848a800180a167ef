package dev.mynah.voice.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ApiKeyTest {
    @Test
    void no_text_form_shows_the_secret() {
        ApiKey key = new ApiKey(" sk-secret\n");
        OpenAiSettings settings =
                OpenAiSettings.chat("cloud", "http://host", "m").withKey(key);
        assertThat(key.secret()).isEqualTo("sk-secret");
        assertThat(key.toString() + settings + key.removedFrom("bad key sk-secret!"))
                .doesNotContain("sk-secret")
                .endsWith("bad key ***!");
    }

    @Test
    void no_key_is_no_key() {
        assertThat(new ApiKey("  ").present()).isFalse();
        assertThat(ApiKey.NONE.removedFrom("words")).isEqualTo("words");
    }
}
