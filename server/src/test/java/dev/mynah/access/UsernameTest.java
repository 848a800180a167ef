package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(strings = {"olga", "Zoë", "王小明", "anna.b-c_d+e@example.org", "7", "Ωmega"})
    void names_of_every_script_are_taken(String name) {
        assertThat(Username.parse(name))
                .hasValueSatisfying(username -> assertThat(username.shown()).isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".hidden",
                "-rf",
                "a b",
                "a\nb",
                "a\u0000",
                "a/b",
                "a\u202Eb",
                "<b>",
                "\u200Badmin",
                "x\u00A0y"
            })
    void what_could_deceive_a_reader_is_no_name(String name) {
        assertThat(Username.parse(name)).isEmpty();
    }

    @Test
    void a_name_has_at_most_64_characters() {
        assertThat(Username.parse("a".repeat(64))).isPresent();
        assertThat(Username.parse("a".repeat(65))).isEmpty();
        assertThat(Username.parse("\uD835\uDC00".repeat(64))).isPresent();
    }

    @Test
    void the_key_ignores_case_in_every_language() {
        assertThat(Username.of("STRASSE").key()).isEqualTo(Username.of("straße").key());
        assertThat(Username.of("ΟΔΥΣΣΕΥΣ").key())
                .isEqualTo(Username.of("οδυσσευς").key());
        assertThat(Username.key(" Olga ")).isEqualTo("olga");
    }
}
