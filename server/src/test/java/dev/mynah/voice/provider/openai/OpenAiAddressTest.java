package dev.mynah.voice.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://host:8000,                                  http://host:8000/v1",
        "http://host:8000/,                                 http://host:8000/v1",
        "http://host:8000/v1,                               http://host:8000/v1",
        "http://host:8000/v1/,                              http://host:8000/v1",
        "https://host/v1/chat/completions,                  https://host/v1",
        "https://host/v1/audio/transcriptions,              https://host/v1",
        "https://host/custom/audio/speech,                  https://host/custom",
        "https://host/compatible-mode/v1,                   https://host/compatible-mode/v1",
        "https://host/api/paas/v4,                          https://host/api/paas/v4",
        "https://host/v1beta/openai,                        https://host/v1beta/openai",
        "https://host/openai,                               https://host/openai/v1",
    })
    void every_way_to_write_an_address_leads_to_the_service(String given, String base) {
        assertThat(OpenAiAddress.base(given)).isEqualTo(base);
        assertThat(OpenAiAddress.endpoint(given, OpenAiAddress.SPEECH)).hasToString(base + "/audio/speech");
    }

    @Test
    void what_is_no_address_is_refused() {
        for (String given : new String[] {"host:8000", "ftp://host", "", "http://", "/v1"}) {
            assertThatThrownBy(() -> OpenAiAddress.base(given)).as(given).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
