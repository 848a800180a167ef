package dev.mynah.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Conditions of updates, and the parts of lists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdatesAndPagesTest {
    private final ApiServer server = ApiServer.with(Things.setup(), new Things());
    private final ContractClient client = server.client();

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    private ContractClient.Request change() {
        return client.call("changeThing").path("thing_id", "1").as("owner").json("{\"name\":\"x\"}");
    }

    @Test
    void an_update_without_a_condition_was_not_thought_through() {
        assertThat(change().send().error()).isEqualTo("PRECONDITION_REQUIRED");
    }

    @Test
    void an_update_of_what_was_read_is_made_and_gives_the_next_tag() {
        ContractClient.Answer read =
                client.call("readThing").path("thing_id", "1").as("owner").send();
        ContractClient.Answer changed =
                change().header("If-Match", read.header("ETag")).send();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"8\"");
    }

    @Test
    void a_star_or_one_of_several_tags_will_do() {
        assertThat(change().header("If-Match", "*").send().status()).isEqualTo(200);
        assertThat(change().header("If-Match", "\"5\", \"7\"").send().status()).isEqualTo(200);
    }

    @Test
    void a_stale_or_weak_tag_changes_nothing() {
        assertThat(change().header("If-Match", "\"6\"").send().error()).isEqualTo("PRECONDITION_FAILED");
        assertThat(change().header("If-Match", "W/\"7\"").send().error()).isEqualTo("PRECONDITION_FAILED");
    }

    @Test
    void what_is_no_tag_is_a_wrong_request() {
        assertThat(change().header("If-Match", "7").send().place()).isEqualTo("header.If-Match");
        assertThat(change().header("If-Match", "").send().place()).isEqualTo("header.If-Match");
    }

    private ContractClient.Answer page(int limit, String cursor, String... filter) {
        ContractClient.Request request = client.call("listThings").as("owner").query("limit", String.valueOf(limit));
        if (!cursor.isEmpty()) {
            request.query("cursor", cursor);
        }
        if (filter.length == 2) {
            request.query(filter[0], filter[1]);
        }
        return request.send();
    }

    @Test
    void the_parts_of_a_list_are_the_list() {
        List<Integer> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(50, cursor).data().path("page");
            page.path("items").forEach(item -> all.add(item.asInt()));
            cursor = page.path("next_cursor").asText("");
            assertThat(page.path("next_cursor").isNull()).isEqualTo(cursor.equals("null") || cursor.isEmpty());
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        assertThat(all).isEqualTo(IntStream.rangeClosed(1, 120).boxed().toList());
    }

    @Test
    void a_list_that_ends_with_its_page_has_no_next_one() {
        assertThat(page(120, "").data().at("/page/next_cursor").isNull()).isTrue();
        assertThat(page(119, "").data().at("/page/next_cursor").isNull()).isFalse();
    }

    @Test
    void the_limit_may_change_from_part_to_part() {
        String cursor = page(10, "").data().at("/page/next_cursor").asText();
        assertThat(page(200, cursor).data().at("/page/items").size()).isEqualTo(110);
    }

    @Test
    void a_cursor_is_good_for_the_list_and_the_filters_it_came_from() {
        String cursor = page(10, "").data().at("/page/next_cursor").asText();
        assertThat(page(10, cursor, "online", "true").place()).isEqualTo("query.cursor");
        String filtered =
                page(10, "", "online", "true").data().at("/page/next_cursor").asText();
        assertThat(page(10, filtered, "online", "true").status()).isEqualTo(200);
        assertThat(page(10, filtered, "online", "false").place()).isEqualTo("query.cursor");
    }

    @Test
    void a_cursor_that_was_changed_anywhere_is_refused() {
        String cursor = page(10, "").data().at("/page/next_cursor").asText();
        for (int i = 0; i < cursor.length() - 1; i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(page(10, changed).place()).as(changed).isEqualTo("query.cursor");
        }
        assertThat(page(10, cursor.substring(0, cursor.length() - 2)).place()).isEqualTo("query.cursor");
    }
}
