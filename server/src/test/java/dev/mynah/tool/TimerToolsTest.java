package dev.mynah.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerToolsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandingScheduler time = new StandingScheduler();
    private final List<String> announced = new ArrayList<>();
    private final TimerTools timers = new TimerTools(time, 3, announced::add);

    private ToolResult call(String name, String arguments) {
        return timers.call(name, json(arguments));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_timer_is_announced_when_its_time_is_over_and_not_before() {
        assertThat(json(call("timer.start", "{\"seconds\":300,\"label\":\"five minute\"}")
                        .text()))
                .isEqualTo(json("{\"id\":\"1\",\"label\":\"five minute\",\"seconds\":300,\"remaining_seconds\":300}"));
        time.pass(Duration.ofSeconds(299));
        assertThat(announced).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(announced).containsExactly("Your five minute timer is done.");
        assertThat(call("timer.list", "{}").text()).isEqualTo("{\"timers\":[]}");
    }

    @Test
    void the_announcement_follows_the_label() {
        call("timer.start", "{\"seconds\":1}");
        call("timer.start", "{\"seconds\":2,\"label\":\"五分钟\"}");
        time.pass(Duration.ofSeconds(2));
        assertThat(announced).containsExactly("Your timer is done.", "五分钟的计时到了。");
    }

    @Test
    void the_list_tells_what_remains_rounded_up() {
        call("timer.start", "{\"seconds\":60,\"label\":\"egg\"}");
        time.pass(Duration.ofMillis(20_500));
        assertThat(json(call("timer.list", "{}").text())
                        .at("/timers/0/remaining_seconds")
                        .asInt())
                .isEqualTo(40);
    }

    @Test
    void one_timer_more_than_fit_is_refused_by_name() {
        for (int i = 0; i < 3; i++) {
            assertThat(call("timer.start", "{\"seconds\":60}").failed()).isFalse();
        }
        ToolResult fourth = call("timer.start", "{\"seconds\":60}");
        assertThat(fourth).isEqualTo(ToolResult.failed("There are already 3 timers running."));
        assertThat(time.waiting()).isEqualTo(3);
        time.pass(Duration.ofSeconds(60));
        assertThat(call("timer.start", "{\"seconds\":60}").failed()).isFalse();
    }

    @Test
    void cancelled_timers_are_never_announced() {
        call("timer.start", "{\"seconds\":60}");
        call("timer.start", "{\"seconds\":70}");
        assertThat(call("timer.cancel", "{\"id\":\"1\"}").text()).isEqualTo("{\"cancelled\":1}");
        assertThat(call("timer.cancel", "{\"id\":\"1\"}").failed()).isTrue();
        assertThat(call("timer.cancel", "{}").text()).isEqualTo("{\"cancelled\":1}");
        assertThat(call("timer.cancel", "{}").text()).isEqualTo("{\"cancelled\":0}");
        time.pass(Duration.ofHours(1));
        assertThat(announced).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"seconds\":0}",
                "{\"seconds\":-5}",
                "{\"seconds\":86401}",
                "{\"seconds\":\"ten\"}",
                "{\"seconds\":1.5}"
            })
    void lengths_outside_a_day_are_refused(String arguments) {
        assertThat(call("timer.start", arguments))
                .isEqualTo(ToolResult.failed("A timer takes between one second and one day."));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void an_unknown_tool_is_a_failed_result() {
        assertThat(call("timer.pause", "{}").failed()).isTrue();
    }

    @Test
    void the_tools_are_described_for_models() {
        assertThat(timers.tools())
                .extracting(ToolSpec::name)
                .containsExactly("timer.start", "timer.list", "timer.cancel");
        ToolSpec start = timers.tools().getFirst();
        assertThat(start.inputSchema().at("/required/0").asText()).isEqualTo("seconds");
        assertThat(start.inputSchema().at("/properties/seconds/type").asText()).isEqualTo("integer");
        assertThat(start.inputSchema().at("/properties/seconds/maximum").asInt())
                .isEqualTo(86_400);
    }

    @Test
    void closing_cancels_what_runs() {
        call("timer.start", "{\"seconds\":60}");
        timers.close();
        assertThat(time.waiting()).isZero();
    }
}
