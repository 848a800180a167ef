package dev.mynah.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = """
            {"properties": {
              "volume": {"type": "integer", "minimum": 0, "maximum": 100},
              "rate": {"type": "number"},
              "on": {"type": "boolean"},
              "text": {"type": "string"}
            }}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"volume\":50} | {\"volume\":50}",
                "{\"volume\":\"50\"} | {\"volume\":50}",
                "{\"volume\":\" 50% \"} | {\"volume\":50}",
                "{\"volume\":50.7} | {\"volume\":50}",
                "{\"volume\":1e2} | {\"volume\":100}",
                "{\"on\":\"Yes\"} | {\"on\":true}",
                "{\"on\":0} | {\"on\":false}",
                "{\"text\":7} | {\"text\":\"7\"}",
                "{\"text\":{\"a\":1}} | {\"text\":\"{\\\"a\\\":1}\"}",
                "{\"volume\":null,\"more\":1} | {}",
                "null | {}"
            })
    void what_a_model_means_is_made_to_fit(String given, String fitted) {
        assertThat(Arguments.fit(json(SCHEMA), json(given)))
                .isInstanceOfSatisfying(Arguments.Fitted.Ready.class, ready -> assertThat(ready.arguments())
                        .isEqualTo(json(fitted)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"volume\":\"loud\"} | must be of type integer",
                "{\"volume\":101} | must be at most 100",
                "{\"volume\":-1} | must be at least 0",
                "{\"volume\":1e300} | must be of type integer",
                "{\"volume\":[1]} | must be of type integer",
                "{\"on\":\"maybe\"} | must be of type boolean",
                "[] | must be a JSON object",
                "\"volume\" | must be a JSON object"
            })
    void what_cannot_be_made_to_fit_is_refused_in_words(String given, String reason) {
        assertThat(Arguments.fit(json(SCHEMA), json(given)))
                .isInstanceOfSatisfying(Arguments.Fitted.Misfit.class, misfit -> assertThat(misfit.reason())
                        .contains(reason));
    }

    @Test
    void a_number_with_a_giant_exponent_takes_no_time() {
        for (String giant : new String[] {"\"1e999999999\"", "\"1e-999999999\"", "1e-300", "\"9e999999999\""}) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                Arguments.fit(json(SCHEMA), json("{\"volume\":" + giant + "}"));
                Arguments.fit(json(SCHEMA), json("{\"rate\":" + giant + "}"));
            });
        }
    }

    @Test
    void a_schema_without_sense_fits_nothing_and_breaks_nothing() {
        for (String schema : new String[] {"{}", "[]", "{\"properties\":[]}", "{\"properties\":{\"a\":7}}"}) {
            assertThat(Arguments.fit(json(schema), MissingNode.getInstance()))
                    .isInstanceOf(Arguments.Fitted.Ready.class);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
