package dev.mynah.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.event.EventType;
import dev.mynah.event.LiveEvents;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.VirtualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final LiveEvents events = new LiveEvents(100, InstantSource.system());
    private final VirtualTime time = new VirtualTime();
    private final ApiServer server = ApiServer.with(new EventsResource(events, time));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void events_come_with_their_id_type_and_data() throws Exception {
        try (Stream stream = open("viewer")) {
            events.publish(EventType.DEVICE_CONNECTED, "aa:bb:cc:dd:ee:01", "u-member", Map.of("name", "<Kitchen>\nx"));

            assertThat(stream.next("id:")).matches("id: \\d+");
            assertThat(stream.next("event:")).isEqualTo("event: device_connected");
            assertThat(stream.next("data:"))
                    .contains("\"device_id\":\"aa:bb:cc:dd:ee:01\"", "\"name\":\"<Kitchen>\\nx\"");
        }
    }

    @Test
    void a_member_hears_of_own_devices_only() throws Exception {
        try (Stream stream = open("member")) {
            events.publish(EventType.FAILURE, null, null, Map.of("n", "1"));
            events.publish(EventType.FAILURE, "aa:bb:cc:dd:ee:01", "u-other", Map.of("n", "2"));
            events.publish(EventType.FAILURE, "aa:bb:cc:dd:ee:02", "u-member", Map.of("n", "3"));

            assertThat(stream.next("data:")).contains("\"n\":\"3\"");
        }
    }

    @Test
    void whoever_opens_a_page_sees_what_happened_before_of_what_is_theirs() throws Exception {
        events.publish(EventType.FAILURE, null, null, Map.of("name", "1"));
        events.publish(EventType.DEVICE_CONNECTED, "aa:bb:cc:dd:ee:01", "u-other", Map.of("name", "2"));
        events.publish(EventType.DEVICE_CONNECTED, "aa:bb:cc:dd:ee:02", "u-member", Map.of("name", "3"));
        events.publish(EventType.FAILURE, "aa:bb:cc:dd:ee:02", "u-member", Map.of("name", "4"));

        assertThat(recent("viewer", "")).containsExactly("4", "3", "2", "1");
        assertThat(recent("member", "")).containsExactly("4", "3");
        assertThat(recent("member", "?device_id=aa:bb:cc:dd:ee:01")).isEmpty();
        assertThat(recent("viewer", "?device_id=aa:bb:cc:dd:ee:01")).containsExactly("2");
        assertThat(recent("viewer", "?limit=1")).containsExactly("4");
    }

    @Test
    void an_event_looks_the_same_in_the_list_as_in_the_stream() throws Exception {
        try (Stream stream = open("viewer")) {
            events.publish(EventType.DEVICE_CONNECTED, "aa:bb:cc:dd:ee:01", "u-member", Map.of("name", "Kitchen"));
            events.publish(EventType.PROVIDER_CHANGED, null, null, Map.of("any_name", "cloud"));

            List<JsonNode> streamed = List.of(data(stream), data(stream));

            assertThat(list("viewer", "")).containsExactly(streamed.getLast(), streamed.getFirst());
        }
    }

    private static JsonNode data(Stream stream) throws IOException {
        return JSON.readTree(stream.next("data:").substring("data:".length()));
    }

    private List<String> recent(String who, String query) throws Exception {
        return list(who, query).stream()
                .map(event -> event.at("/data/name").asText())
                .toList();
    }

    private List<JsonNode> list(String who, String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/events/recent" + query))
                .header("Authorization", "Bearer " + who)
                .build();
        String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        List<JsonNode> all = new ArrayList<>();
        JSON.readTree(body).at("/data/items").forEach(all::add);
        return all;
    }

    @Test
    void whoever_comes_back_goes_on_after_the_last_event() throws Exception {
        String seen;
        try (Stream stream = open("owner")) {
            events.publish(EventType.FAILURE, null, null, Map.of("n", "1"));
            seen = stream.next("id:").substring(4);
        }
        events.publish(EventType.FAILURE, null, null, Map.of("n", "2"));

        try (Stream stream = open("owner", "Last-Event-ID", seen)) {
            assertThat(stream.next("data:")).contains("\"n\":\"2\"");
        }
        try (Stream stream = open("owner", "Last-Event-ID", "1")) {
            assertThat(stream.next("event:")).isEqualTo("event: missed");
        }
    }

    @Test
    void a_quiet_stream_shows_signs_of_life_and_ends_after_ten_minutes() throws Exception {
        try (Stream stream = open("owner")) {
            assertThat(stream.next("retry:")).isEqualTo("retry: 2000");
            time.pass(Duration.ofSeconds(15));
            assertThat(stream.next(":")).isEqualTo(": ");
            time.pass(Duration.ofMinutes(11));

            assertThat(stream.drained()).isTrue();
        }
    }

    @Test
    void nobody_watches_without_a_login() throws Exception {
        assertThat(send("nobody").statusCode()).isEqualTo(401);
        assertThat(events.watching()).isZero();
    }

    @Test
    void when_too_many_watch_the_next_is_told_to_come_later() throws Exception {
        Stream[] open = new Stream[200];
        for (int i = 0; i < open.length; i++) {
            open[i] = open("owner");
        }

        assertThat(send("owner").statusCode()).isEqualTo(503);
        for (Stream stream : open) {
            stream.close();
        }
    }

    private Stream open(String who, String... headers) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(who, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        Stream stream = new Stream(response.body());
        stream.next("retry:");
        return stream.again();
    }

    private HttpResponse<InputStream> send(String who, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/events"))
                .header("Authorization", "Bearer " + who);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Lines of the stream as they come. */
    private static final class Stream implements AutoCloseable {
        private final BufferedReader lines;
        private boolean retryShown;

        private Stream(InputStream in) {
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        private Stream again() {
            retryShown = true;
            return this;
        }

        private String next(String beginning) throws IOException {
            if (retryShown && beginning.equals("retry:")) {
                return "retry: 2000";
            }
            String line = lines.readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = lines.readLine();
            }
            return String.valueOf(line);
        }

        private boolean drained() throws IOException {
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
