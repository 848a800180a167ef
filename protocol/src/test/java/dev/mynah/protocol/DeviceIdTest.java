package dev.mynah.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a0:b1:c2:d3:e4:f5",
                "A0:B1:C2:D3:E4:F5",
                "A0-B1-C2-d3-e4-f5",
                "a0b1c2D3E4F5",
                " a0:b1:c2:d3:e4:f5 "
            })
    void every_common_spelling_means_the_same_device(String spelling) {
        assertThat(DeviceId.parse(spelling)).contains(new DeviceId("a0:b1:c2:d3:e4:f5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a0:b1:c2:d3:e4",
                "a0:b1:c2:d3:e4:f5:00",
                "a0:b1-c2:d3:e4:f5",
                "g0:b1:c2:d3:e4:f5",
                "a0:b1:c2:d3:e4:f",
                "a0b1c2d3e4f",
                "hello",
                "a0::b1:c2:d3:e4:f5"
            })
    void anything_else_is_refused(String spelling) {
        assertThat(DeviceId.parse(spelling)).isEmpty();
    }

    @Test
    void only_the_normal_form_can_be_constructed() {
        assertThatThrownBy(() -> new DeviceId("A0:B1:C2:D3:E4:F5")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emotions_and_modes_are_found_by_their_exact_wire_names() {
        assertThat(Emotion.find("kissy")).contains(Emotion.KISSY);
        assertThat(Emotion.find("Kissy")).isEmpty();
        assertThat(Emotion.named(" Kissy ")).isEqualTo(Emotion.KISSY);
        assertThat(Emotion.named("grumpy")).isEqualTo(Emotion.NEUTRAL);
        for (ListenMode mode : ListenMode.values()) {
            assertThat(ListenMode.named(mode.wireName())).contains(mode);
        }
        assertThat(ListenMode.named("AUTO")).isEmpty();
    }
}
