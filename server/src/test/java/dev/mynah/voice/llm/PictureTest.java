package dev.mynah.voice.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    private static byte[] bytes(String latin) {
        return latin.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\\377\\330\\377\\340', image/jpeg",
        "'\\211PNG\\r\\n\\032\\n', image/png",
        "'GIF87a', image/gif",
        "'GIF89a...', image/gif",
        "'RIFF\\1\\2\\3\\4WEBPVP8 ', image/webp"
    })
    void a_picture_is_known_by_its_first_bytes(String beginning, String mediaType) {
        assertThat(Picture.of(bytes(beginning)).map(Picture::mediaType)).hasValue(mediaType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\\377",
                "\\377\\330",
                "\\377\\330x",
                "\\211PNG",
                "GIF88a",
                "RIFF\\1\\2\\3\\4WAVE",
                "RIFF\\1\\2WEBP",
                "BM",
                "<svg>",
                "%PDF-1.4",
                "\\0\\0\\0\\30ftypheic"
            })
    void anything_else_is_none(String beginning) {
        assertThat(Picture.of(bytes(beginning))).isEmpty();
    }

    @Test
    void it_does_not_show_itself_in_a_log() {
        assertThat(Picture.of(bytes("GIF89a secret")).orElseThrow()).hasToString("image/gif of 13 bytes");
    }
}
