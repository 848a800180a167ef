package dev.mynah.voice.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FreeTtsTextToSpeechTest {
    private static final FreeTtsTextToSpeech VOICE = new FreeTtsTextToSpeech(2);

    private static List<short[]> pieces(String text) throws Exception {
        List<short[]> pieces = new ArrayList<>();
        VOICE.synthesize(text, Locale.US, (samples, rate) -> {
            assertThat(rate).isEqualTo(16_000);
            pieces.add(samples);
        });
        return pieces;
    }

    private static int samples(String text) throws Exception {
        return pieces(text).stream().mapToInt(piece -> piece.length).sum();
    }

    @Test
    void a_sentence_comes_in_pieces_while_it_is_spoken() throws Exception {
        List<short[]> pieces = pieces("Good morning, it is time to get up.");
        assertThat(pieces).hasSizeGreaterThan(10);
        assertThat(pieces.stream().mapToInt(piece -> piece.length).sum()).isBetween(16_000, 64_000);
        assertThat(pieces).anySatisfy(piece -> assertThat(loudest(piece)).isGreaterThan(2000));
    }

    private static int loudest(short[] samples) {
        int loudest = 0;
        for (short sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }

    @Test
    void the_same_sentence_always_sounds_the_same() throws Exception {
        assertThat(pieces("Hello there.")).usingRecursiveComparison().isEqualTo(pieces("Hello there."));
    }

    @Test
    void pictures_and_foreign_letters_do_no_harm() throws Exception {
        assertThat(samples("Hello 😀 **there**.")).isEqualTo(samples("Hello there."));
        assertThat(pieces("😀")).isEmpty();
        assertThat(samples("It is 21.5 °C and 72% at 3:45 PM, it costs $5 & more."))
                .isGreaterThan(48_000);
    }

    @Test
    void it_reads_latin_letters_only() {
        assertThat(VOICE.canSpeak("Hello", Locale.US)).isTrue();
        assertThat(VOICE.canSpeak("12:30", Locale.US)).isTrue();
        assertThat(VOICE.canSpeak("你好", Locale.CHINESE)).isFalse();
    }

    @Test
    void a_receiver_that_stops_ends_the_sentence_and_the_voice_serves_the_next() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            taken.set(0);
            assertThatThrownBy(() -> VOICE.synthesize("Somebody interrupts this long sentence.", Locale.US, (_, _) -> {
                        if (taken.incrementAndGet() == 3) {
                            throw new InterruptedException("enough");
                        }
                    }))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("enough");
            assertThat(taken).hasValue(3);
        }
        assertThat(samples("Hello there.")).isPositive();
    }

    @Test
    void sentences_are_spoken_at_once_up_to_the_number_of_voices() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<FutureTask<Void>> speaking = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                AtomicInteger pieces = new AtomicInteger();
                VOICE.synthesize("Two speak at once.", Locale.US, (_, _) -> {
                    if (pieces.incrementAndGet() == 1) {
                        both.countDown();
                        both.await();
                    }
                });
                return null;
            });
            speaking.add(task);
            Thread.ofVirtual().start(task);
        }
        for (FutureTask<Void> task : speaking) {
            task.get();
        }
        assertThat(both.getCount()).isZero();
    }
}
