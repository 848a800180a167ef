package dev.mynah.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private final LiveEvents events = new LiveEvents(3, clock);
    private final List<LiveEvent> seen = new ArrayList<>();

    @Test
    void whoever_watches_hears_everything_in_order_until_they_stop() {
        LiveEvents.Watch watch = events.watch(null, seen::add);
        publish("a");
        publish("b");
        watch.close();
        publish("c");

        assertThat(names()).containsExactly("a", "b");
        assertThat(events.watching()).isZero();
    }

    @Test
    void whoever_comes_back_gets_what_they_missed_and_nothing_twice() {
        LiveEvents.Watch watch = events.watch(null, seen::add);
        publish("a");
        watch.close();
        publish("b");
        publish("c");

        events.watch(seen.getLast().id(), seen::add);
        publish("d");

        assertThat(names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoever_missed_more_than_is_remembered_is_told_so() {
        LiveEvents.Watch watch = events.watch(null, seen::add);
        publish("a");
        watch.close();
        List.of("b", "c", "d", "e").forEach(this::publish);

        events.watch(seen.getLast().id(), seen::add);

        assertThat(seen).extracting(LiveEvent::type).containsExactly(EventType.FAILURE, EventType.MISSED);
    }

    @Test
    void an_id_of_an_earlier_run_or_of_none_is_known_to_be_old() {
        publish("a");

        events.watch(1L, seen::add);
        events.watch(Long.MAX_VALUE, seen::add);

        assertThat(seen)
                .extracting(LiveEvent::type)
                .containsOnly(EventType.MISSED)
                .hasSize(2);
    }

    @Test
    void the_id_told_with_a_miss_can_be_gone_on_from() {
        List.of("b", "c", "d", "e").forEach(this::publish);
        events.watch(1L, seen::add).close();
        publish("f");

        List<LiveEvent> later = new ArrayList<>();
        events.watch(seen.getFirst().id(), later::add);

        assertThat(later).extracting(event -> event.data().get("name")).containsExactly("f");
    }

    @Test
    void the_latest_that_somebody_may_see_can_be_had_at_any_time_and_no_more_than_wanted() {
        List.of("a", "b", "c", "d").forEach(this::publish);

        assertThat(events.latest(event -> !"c".equals(event.data().get("name")), 5))
                .extracting(event -> event.data().get("name"))
                .containsExactly("d", "b");
        assertThat(events.latest(event -> true, 2))
                .extracting(event -> event.data().get("name"))
                .containsExactly("d", "c");
    }

    private void publish(String name) {
        events.publish(EventType.FAILURE, null, null, Map.of("name", name));
    }

    private List<String> names() {
        return seen.stream()
                .map(event -> String.valueOf(event.data().get("name")))
                .toList();
    }
}
