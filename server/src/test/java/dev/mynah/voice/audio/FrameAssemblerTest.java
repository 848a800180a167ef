package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameAssemblerTest {
    private final FrameAssembler frames = new FrameAssembler(4);

    @Test
    void pieces_become_exact_frames() {
        assertThat(frames.add(new short[] {1, 2, 3})).isEmpty();
        assertThat(frames.add(new short[] {4, 5, 6, 7, 8, 9}))
                .containsExactly(new short[] {1, 2, 3, 4}, new short[] {5, 6, 7, 8});
        assertThat(frames.waiting()).isEqualTo(1);
    }

    @Test
    void the_rest_is_padded_with_silence() {
        frames.add(new short[] {1, 2, 3, 4, 5});
        assertThat(frames.flush()).containsExactly(new short[] {5, 0, 0, 0});
        assertThat(frames.flush()).isEmpty();
    }

    @Test
    void no_rest_makes_no_frame() {
        frames.add(new short[] {1, 2, 3, 4});
        assertThat(frames.flush()).isEmpty();
    }

    @Test
    void frames_stay_as_they_were_when_more_arrives() {
        short[] first = frames.add(new short[] {1, 2, 3, 4}).getFirst();
        frames.add(new short[] {9, 9, 9, 9});
        assertThat(first).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_reset_forgets_what_waited() {
        frames.add(new short[] {7});
        frames.reset();
        assertThat(frames.add(new short[] {1, 2, 3, 4})).containsExactly(new short[] {1, 2, 3, 4});
    }

    @Test
    void frames_of_nothing_are_refused() {
        assertThatThrownBy(() -> new FrameAssembler(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
