package dev.mynah.voice.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptsTest {
    @Test
    void letters_tell_the_script() {
        assertThat(Scripts.of("Guten Tag, Zoë")).containsExactly(Script.LATIN);
        assertThat(Scripts.of("现在三点")).containsExactly(Script.HAN);
        assertThat(Scripts.of("Привет")).containsExactly(Script.OTHER);
        assertThat(Scripts.of("こんにちは")).containsExactly(Script.OTHER);
    }

    @Test
    void mixed_text_needs_every_script_in_it() {
        assertThat(Scripts.of("请打开 WiFi")).containsExactlyInAnyOrder(Script.LATIN, Script.HAN);
        assertThat(Scripts.of("WiFi на кухне")).containsExactlyInAnyOrder(Script.LATIN, Script.OTHER);
    }

    @Test
    void numbers_signs_and_pictures_need_none() {
        assertThat(Scripts.of("3:45, 72 % 😀 — ！")).isEmpty();
        assertThat(Scripts.of("")).isEmpty();
    }

    @Test
    void rare_characters_outside_the_first_plane_are_known_too() {
        assertThat(Scripts.of(Character.toString(0x20000))).containsExactly(Script.HAN);
    }
}
