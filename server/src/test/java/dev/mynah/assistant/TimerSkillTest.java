package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.tool.StandingScheduler;
import dev.mynah.tool.TimerTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerSkillTest {
    private final StandingScheduler time = new StandingScheduler();
    private final List<String> announced = new ArrayList<>();
    private final TimerTools timers = new TimerTools(time, 2, announced::add);
    private final FakeTools tools = new FakeTools();
    private final Talk talk = new Talk(tools);

    TimerSkillTest() {
        timers.tools().forEach(spec -> tools.with(spec, arguments -> timers.call(spec.name(), arguments)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set a timer for ten minutes|600|ten minute",
                "start a five minute timer please|300|five minute",
                "Set a timer for 90 seconds.|90|one minute and thirty second",
                "remind me in two hours|7200|two hour",
                "set a timer for half an hour|1800|thirty minute",
                "set a timer for an hour and a half|5400|one hour and thirty minute",
                "timer 1 hour 5 minutes|3900|one hour and five minute",
                "计时五分钟|300|五分钟",
                "帮我定一个十分钟的计时器|600|十分钟",
                "倒计时30秒|30|三十秒",
                "半小时后提醒我|1800|三十分钟",
                "一个半小时后叫我|5400|一小时三十分钟",
                "两分半钟以后提醒我|150|两分钟三十秒",
            })
    void a_timer_is_started_with_seconds_and_a_label(String text, int seconds, String label)
            throws InterruptedException {
        String answer = talk.ask(text);
        assertThat(tools.calls)
                .containsExactly("timer.start {\"seconds\":" + seconds + ",\"label\":\"" + label + "\"}");
        assertThat(answer).contains(label);
    }

    @Test
    void a_timer_that_ends_is_announced_by_its_length() throws InterruptedException {
        assertThat(talk.ask("set a timer for ten minutes")).isEqualTo("Okay, the timer runs for ten minutes.");
        assertThat(talk.ask("计时五分钟")).isEqualTo("好的，开始计时五分钟。");
        time.pass(Duration.ofMinutes(10));
        assertThat(announced).containsExactly("五分钟的计时到了。", "Your ten minute timer is done.");
    }

    @Test
    void what_is_left_is_told_of_every_timer() throws InterruptedException {
        assertThat(talk.ask("how much time is left on the timer")).isEqualTo("No timer is running.");
        assertThat(talk.ask("还剩多久")).isEqualTo("现在没有计时。");
        talk.ask("set a timer for ten minutes");
        time.pass(Duration.ofSeconds(61));
        assertThat(talk.ask("how much time is left"))
                .isEqualTo("The ten minute timer still runs for eight minutes and fifty nine seconds.");
        assertThat(talk.ask("计时器还剩多久")).contains("还剩八分钟五十九秒。");
    }

    @Test
    void timers_are_cancelled() throws InterruptedException {
        assertThat(talk.ask("cancel the timer")).isEqualTo("No timer is running.");
        talk.ask("set a timer for ten minutes");
        assertThat(talk.ask("stop the timer")).isEqualTo("The timer is cancelled.");
        talk.ask("set a timer for ten minutes");
        talk.ask("set a timer for six minutes");
        assertThat(talk.ask("cancel all timers")).isEqualTo("All two timers are cancelled.");
        assertThat(talk.ask("取消计时")).isEqualTo("现在没有计时。");
    }

    @Test
    void too_many_timers_are_told_of_truthfully() throws InterruptedException {
        talk.ask("set a timer for ten minutes");
        talk.ask("set a timer for ten minutes");
        assertThat(talk.ask("set a timer for ten minutes"))
                .isEqualTo("Sorry, that did not work: There are already 2 timers running.");
        assertThat(talk.ask("set a timer for zero minutes")).contains("between one second and one day");
    }

    @Test
    void without_timers_it_says_so() throws InterruptedException {
        Talk bare = new Talk();
        assertThat(bare.ask("set a timer for ten minutes")).isEqualTo("I cannot set timers here.");
        assertThat(bare.ask("还剩多久")).isEqualTo("我在这里不能计时。");
        assertThat(bare.ask("cancel the timer")).isEqualTo("I cannot set timers here.");
    }
}
