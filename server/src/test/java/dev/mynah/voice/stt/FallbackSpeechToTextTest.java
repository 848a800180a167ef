package dev.mynah.voice.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.ProviderHealth.State;
import dev.mynah.voice.provider.RecordedEvents;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class FallbackSpeechToTextTest {
    private enum Fault {
        NONE,
        AT_OPEN,
        AT_FINISH,
        DEFECT,
        INTERRUPTED
    }

    /** Hears the number of samples and their sum. */
    private static final class Ears implements SpeechToText {
        private final String name;
        private Fault fault;
        private int opened;
        private int closed;

        Ears(String name, Fault fault) {
            this.name = name;
            this.fault = fault;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Transcription open(Locale language) throws ProviderException {
            if (fault == Fault.AT_OPEN) {
                throw new ProviderException(name, Kind.BUSY, name + " is busy");
            }
            opened++;
            List<Short> heard = new ArrayList<>();
            return new Transcription() {
                @Override
                public void accept(short[] samples) {
                    for (short sample : samples) {
                        heard.add(sample);
                    }
                }

                @Override
                public Transcript finish() throws ProviderException, InterruptedException {
                    return switch (fault) {
                        case NONE, AT_OPEN ->
                            new Transcript(
                                    heard.size() + " "
                                            + heard.stream()
                                                    .mapToInt(Short::intValue)
                                                    .sum(),
                                    name);
                        case AT_FINISH -> throw new ProviderException(name, Kind.TIMEOUT, name + " is late");
                        case DEFECT -> throw new IllegalStateException("bug");
                        case INTERRUPTED -> throw new InterruptedException();
                    };
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }

    private final Ears first = new Ears("first", Fault.NONE);
    private final Ears second = new Ears("second", Fault.NONE);
    private final RecordedEvents events = new RecordedEvents();
    private final FallbackSpeechToText chain = new FallbackSpeechToText(List.of(first, second), () -> 7, events);

    private Transcript hear() throws ProviderException, InterruptedException {
        try (Transcription utterance = chain.open(Locale.ENGLISH)) {
            short[] frame = new short[2_500];
            Arrays.fill(frame, (short) 2);
            utterance.accept(frame);
            utterance.accept(frame);
            return utterance.finish();
        }
    }

    @Test
    void the_first_recogniser_hears_while_it_is_spoken() throws Exception {
        assertThat(hear()).isEqualTo(new Transcript("5000 10000", "first"));
        assertThat(second.opened).isZero();
        assertThat(first.closed).isEqualTo(1);
        assertThat(events.all).containsExactly("first RECOGNITION 0");
    }

    @Test
    void the_second_hears_the_whole_utterance_when_the_first_fails_at_its_end() throws Exception {
        for (Fault fault : List.of(Fault.AT_FINISH, Fault.DEFECT)) {
            first.fault = fault;
            assertThat(hear()).isEqualTo(new Transcript("5000 10000", "second"));
        }
        assertThat(first.closed).isEqualTo(2);
        assertThat(second.closed).isEqualTo(2);
        assertThat(events.all)
                .containsExactly(
                        "first RECOGNITION TIMEOUT",
                        "second RECOGNITION 0",
                        "first RECOGNITION PROTOCOL",
                        "second RECOGNITION 0");
    }

    @Test
    void the_second_hears_when_the_first_cannot_begin() throws Exception {
        first.fault = Fault.AT_OPEN;
        assertThat(hear()).isEqualTo(new Transcript("5000 10000", "second"));
    }

    @Test
    void the_last_failure_is_told_when_none_can() {
        first.fault = Fault.AT_FINISH;
        second.fault = Fault.AT_FINISH;
        assertThatThrownBy(this::hear).hasMessage("second is late");
        second.fault = Fault.AT_OPEN;
        assertThatThrownBy(this::hear).hasMessage("second is busy");
        first.fault = Fault.AT_OPEN;
        assertThatThrownBy(() -> chain.open(Locale.ENGLISH)).hasMessage("second is busy");
    }

    @Test
    void an_interrupted_turn_does_not_count_against_the_recogniser() {
        first.fault = Fault.INTERRUPTED;
        for (int each = 0; each < 4; each++) {
            assertThatThrownBy(this::hear).isInstanceOf(InterruptedException.class);
        }
        assertThat(chain.health().getFirst().state()).isEqualTo(State.WORKING);
        assertThat(first.opened).isEqualTo(4);
        assertThat(first.closed).isEqualTo(4);
    }

    @Test
    void a_recogniser_that_keeps_failing_is_not_opened_for_a_while() throws Exception {
        first.fault = Fault.AT_FINISH;
        for (int each = 0; each < 5; each++) {
            hear();
        }
        assertThat(first.opened).isEqualTo(3);
        assertThat(chain.name()).isEqualTo("first+second");
    }
}
