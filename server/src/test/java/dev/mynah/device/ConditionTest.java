package dev.mynah.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mynah.protocol.json.JsonText;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Instant NOON = Instant.parse("2026-08-08T12:00:00Z");

    @Test
    void the_latest_of_each_value_is_kept_with_when_the_device_last_spoke() {
        Condition first = Condition.UNKNOWN.with(said().put("temperature", 21.5).put("door", "open"), NOON);
        Condition next = first.with(said().put("temperature", 22.0), NOON.plusSeconds(60));

        assertThat(next.at()).isEqualTo(NOON.plusSeconds(60));
        assertThat(next.values())
                .containsEntry("temperature", DoubleNode.valueOf(22.0))
                .containsEntry("door", TextNode.valueOf("open"));
        assertThat(first.values()).containsEntry("temperature", DoubleNode.valueOf(21.5));
    }

    @Test
    void what_is_no_number_truth_value_or_short_text_is_left_out() {
        ObjectNode said = said().put("on", true).put("long", "x".repeat(500)).putNull("nothing");
        said.putArray("list").add(1);
        said.putObject("object").put("a", 1);

        assertThat(Condition.UNKNOWN.with(said, NOON).values()).containsOnly(Map.entry("on", BooleanNode.TRUE));
    }

    @Test
    void names_and_texts_lose_characters_that_forge_lines() {
        Condition condition =
                Condition.UNKNOWN.with(said().put("a\nb", "c\u202ed").put("\u0000", 1), NOON);

        assertThat(condition.values()).containsOnly(Map.entry("ab", TextNode.valueOf("cd")));
    }

    @Test
    void of_too_many_values_those_said_longest_ago_are_forgotten() {
        Condition condition = Condition.UNKNOWN.with(said().put("first", 0).put("second", 0), NOON);
        condition = condition.with(said().put("first", 1), NOON);
        for (int i = 1; i < Condition.MOST_VALUES; i++) {
            condition = condition.with(said().put("n" + i, i), NOON);
        }

        assertThat(condition.values())
                .hasSize(Condition.MOST_VALUES)
                .containsKey("first")
                .doesNotContainKey("second");
    }

    private static ObjectNode said() {
        return JsonText.newObject();
    }
}
