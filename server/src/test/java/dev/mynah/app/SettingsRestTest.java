package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.testing.ContractClient.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The settings of the site through the whole server: who may change them, and that they are gone by at once. */
class SettingsRestTest extends PeopleOverRest {
    private final String owner =
            setUp(server.setupToken()).data().path("access_token").asText();

    @Test
    void a_time_zone_that_is_set_is_what_the_next_device_is_told() throws Exception {
        assertThat(change("{\"devices.time-zone\":\"Asia/Kathmandu\"}").status())
                .isEqualTo(200);
        assertThat(offsetMinutes()).isEqualTo(5 * 60 + 45);

        assertThat(change("{\"devices.time-zone\":\"-03:30\"}").status()).isEqualTo(200);
        assertThat(offsetMinutes()).isEqualTo(-3 * 60 - 30);
    }

    @Test
    void what_is_set_is_told_beside_what_is_configured_and_can_be_taken_back() {
        Answer before = call("readSettings").as(owner).send();
        String configured = item(before, "devices.language").path("configured").asText();

        Answer set = change("{\"devices.language\":\"zh-CN\"}");
        assertThat(item(set, "devices.language").path("value").asText()).isEqualTo("zh-CN");
        assertThat(item(set, "devices.language").path("configured").asText()).isEqualTo(configured);
        assertThat(item(set, "devices.language").path("changed").asBoolean()).isTrue();
        assertThat(item(set, "devices.time-zone").path("changed").asBoolean()).isFalse();

        Answer back = change("{\"devices.language\":null}");
        assertThat(item(back, "devices.language").path("value").asText()).isEqualTo(configured);
        assertThat(item(back, "devices.language").path("changed").asBoolean()).isFalse();
    }

    @Test
    void who_has_not_seen_the_latest_change_changes_nothing() {
        String seen = call("readSettings").as(owner).send().header("ETag");
        assertThat(changeSeen(seen, "{\"devices.language\":\"zh-CN\"}").status())
                .isEqualTo(200);

        Answer late = changeSeen(seen, "{\"devices.language\":\"en-GB\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(item(call("readSettings").as(owner).send(), "devices.language")
                        .path("value")
                        .asText())
                .isEqualTo("zh-CN");
    }

    @Test
    void one_wrong_value_among_good_ones_sets_nothing_and_says_which_and_what_is_allowed() {
        Answer refused = change("{\"devices.language\":\"zh-CN\",\"devices.time-zone\":\"Mars/Olympus\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/message").asText())
                .contains("devices.time-zone", "Mars/Olympus", "Europe/Berlin");
        assertThat(item(call("readSettings").as(owner).send(), "devices.language")
                        .path("changed")
                        .asBoolean())
                .isFalse();
        assertThat(change("{\"devices.colour\":\"red\"}")
                        .json()
                        .at("/error/message")
                        .asText())
                .contains("There is no setting devices.colour");
    }

    @Test
    void who_may_not_change_them_is_refused_and_a_change_is_in_the_audit_log() {
        createUser(owner, "vic", "viewer");
        String viewer =
                login("vic", "nine green parrots").data().path("access_token").asText();

        assertThat(call("updateSettings")
                        .as(viewer)
                        .header("If-Match", "*")
                        .json("{\"devices.language\":\"zh-CN\"}")
                        .send()
                        .error())
                .isEqualTo("FORBIDDEN");
        change("{\"devices.language\":\"zh-CN\"}");

        assertThat(call("listAudit").as(owner).send().data().at("/items/0").toString())
                .contains("settings.changed", "ada", "devices.language", "zh-CN");
    }

    private Answer change(String settings) {
        return changeSeen("*", settings);
    }

    private Answer changeSeen(String tag, String settings) {
        return call("updateSettings")
                .as(owner)
                .header("If-Match", tag)
                .json(settings)
                .send();
    }

    private static JsonNode item(Answer answer, String key) {
        return StreamSupport.stream(answer.data().path("items").spliterator(), false)
                .filter(item -> item.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private int offsetMinutes() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.otaUrl()))
                .header("Device-Id", "02:00:00:00:00:01")
                .header("Client-Id", "one")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new ObjectMapper()
                    .readTree(body)
                    .at("/server_time/timezone_offset")
                    .asInt();
        }
    }
}
