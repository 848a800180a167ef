package dev.mynah.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTreeTest {
    @Property
    void the_tree_finds_what_the_naive_matcher_finds(
            @ForAll("filters") List<String> filters, @ForAll("names") List<String> names) {
        TopicTree<String, Integer> tree = new TopicTree<>();
        filters.forEach(filter -> tree.put(filter, filter, 1));
        for (String name : names) {
            assertThat(found(tree, name)).isEqualTo(expected(filters, name));
        }
    }

    @Property
    void what_was_removed_is_not_found_and_leaves_nothing_behind(
            @ForAll("filters") List<String> filters, @ForAll("filters") List<String> removed) {
        TopicTree<String, Integer> tree = new TopicTree<>();
        filters.forEach(filter -> tree.put(filter, filter, 1));
        removed.forEach(filter -> assertThat(tree.remove(filter, filter)).isEqualTo(remove(filters, filter)));
        assertThat(tree.size()).isEqualTo(new TreeSet<>(filters).size());
        assertThat(found(tree, "a/b")).isEqualTo(expected(filters, "a/b"));
        new TreeSet<>(filters).forEach(filter -> tree.remove(filter, filter));
        assertThat(tree.isBare()).isTrue();
    }

    private static boolean remove(List<String> filters, String filter) {
        return filters.removeIf(filter::equals);
    }

    @Property
    void retained_values_are_found_by_the_same_rules(
            @ForAll("filters") List<String> filters, @ForAll("names") List<String> names) {
        TopicMap<String> map = new TopicMap<>();
        names.forEach(name -> map.put(name, name));
        for (String filter : filters) {
            Set<String> found = new TreeSet<>();
            map.match(filter, found::add);
            assertThat(found)
                    .isEqualTo(names.stream()
                            .filter(name -> NaiveMatcher.matches(filter, name))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Example
    void a_value_is_replaced_and_taken_away() {
        TopicMap<String> map = new TopicMap<>();
        assertThat(map.put("a/b", "one")).isNull();
        assertThat(map.put("a/b", "two")).isEqualTo("one");
        assertThat(map.put("a/c", null)).isNull();
        assertThat(map.put("a/b", null)).isEqualTo("two");
        List<String> left = new ArrayList<>();
        map.match("#", left::add);
        assertThat(left).isEmpty();
    }

    @Example
    void several_subscribers_of_one_filter_and_several_filters_of_one_subscriber_are_all_found() {
        TopicTree<String, Integer> tree = new TopicTree<>();
        assertThat(tree.put("a/+", "one", 1)).isTrue();
        assertThat(tree.put("a/#", "one", 2)).isTrue();
        assertThat(tree.put("a/+", "two", 3)).isTrue();
        assertThat(tree.put("a/+", "two", 4)).isFalse();
        List<String> found = new ArrayList<>();
        tree.match("a/b", (who, value) -> found.add(who + value));
        assertThat(found).containsExactlyInAnyOrder("one1", "one2", "two4");
        assertThat(tree.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#,sport/tennis/player1,true",
        "sport/tennis/player1/#,sport/tennis/player1/score/wimbledon,true",
        "sport/#,sport,true",
        "#,$SYS/broker,false",
        "+/broker,$SYS/broker,false",
        "$SYS/#,$SYS/broker,true",
        "$SYS/+,$SYS/broker,true",
        "sport/+,sport,false",
        "sport/+,sport/,true",
        "+/+,/finance,true",
        "/+,/finance,true",
        "+,/finance,false",
        "a/$b/#,a/$b/c,true",
        "a/+,a/$b,true"
    })
    void the_examples_of_the_standard_hold(String filter, String topic, boolean matches) {
        TopicTree<String, Integer> tree = new TopicTree<>();
        tree.put(filter, filter, 1);
        assertThat(found(tree, topic).contains(filter)).isEqualTo(matches);
        assertThat(NaiveMatcher.matches(filter, topic)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#/b", "a#", "#a", "a/b+", "+a/b", "a/\u0000", "a\nb", "a/\ud800", "\udc00"})
    void what_is_no_filter_is_refused(String filter) {
        assertThat(TopicRules.isFilter(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a//b", "+", "#", "+/+/#", "/+", "a b/ü/\uD83D\uDE00"})
    void what_is_one_is_taken(String filter) {
        assertThat(TopicRules.isFilter(filter)).isTrue();
    }

    @Example
    void names_hold_no_wildcards_and_are_neither_too_long_nor_too_deep() {
        assertThat(TopicRules.isName("a/+")).isFalse();
        assertThat(TopicRules.isName("a/#")).isFalse();
        assertThat(TopicRules.isName("a".repeat(TopicRules.MAX_LENGTH))).isTrue();
        assertThat(TopicRules.isName("a".repeat(TopicRules.MAX_LENGTH + 1))).isFalse();
        assertThat(TopicRules.isName("/".repeat(TopicRules.MAX_LEVELS - 1))).isTrue();
        assertThat(TopicRules.isName("/".repeat(TopicRules.MAX_LEVELS))).isFalse();
    }

    private static Set<String> found(TopicTree<String, Integer> tree, String name) {
        Set<String> found = new TreeSet<>();
        tree.match(name, (filter, value) -> found.add(filter));
        return found;
    }

    private static Set<String> expected(List<String> filters, String name) {
        return filters.stream()
                .filter(filter -> NaiveMatcher.matches(filter, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.of("a", "b", "", "$x", "longer")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(levels -> String.join("/", levels))
                .filter(TopicRules::isName)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> filters() {
        return Arbitraries.of("a", "b", "", "$x", "+", "+", "#")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(levels -> String.join("/", levels))
                .filter(TopicRules::isFilter)
                .list()
                .ofMaxSize(20)
                .map(ArrayList::new);
    }
}
