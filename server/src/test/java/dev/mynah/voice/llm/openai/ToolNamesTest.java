package dev.mynah.voice.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ToolNamesTest {
    private final ToolNames names = new ToolNames();

    @Test
    void names_that_would_become_alike_stay_different() {
        assertThat(names.wire("self.lamp")).isEqualTo("self_lamp");
        assertThat(names.wire("self_lamp")).isEqualTo("self_lamp_2");
        assertThat(names.wire("self lamp")).isEqualTo("self_lamp_3");
        assertThat(names.original("self_lamp")).contains("self.lamp");
        assertThat(names.original("self_lamp_2")).contains("self_lamp");
    }

    @Test
    void any_name_becomes_an_allowed_one_and_back() {
        Set<String> wires = new HashSet<>();
        for (int number = 0; number < 30; number++) {
            String name = "自.拍".repeat(40) + number;
            String wire = names.wire(name);
            assertThat(wire).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(names.original(wire)).contains(name);
            wires.add(wire);
        }
        assertThat(wires).hasSize(30);
        assertThat(names.wire("")).matches("[a-zA-Z0-9_-]{1,64}");
    }

    @Test
    void a_name_keeps_its_translation_and_unknown_ones_have_none() {
        assertThat(names.wire("a.b")).isEqualTo(names.wire("a.b"));
        assertThat(names.original("never_told")).isEmpty();
    }
}
