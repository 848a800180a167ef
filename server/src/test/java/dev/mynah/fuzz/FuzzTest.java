package dev.mynah.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.envelope.EnvelopeDecoded;
import dev.mynah.protocol.envelope.EnvelopeRequests;
import dev.mynah.protocol.frame.FrameFormat;
import dev.mynah.protocol.frame.FrameLink;
import dev.mynah.protocol.serial.SerialCodec;
import dev.mynah.voice.audio.ConcentusCodec;
import dev.mynah.voice.audio.format.HeardSound;
import dev.mynah.voice.audio.format.SampleFormat;
import dev.mynah.voice.audio.format.SoundFormat;
import dev.mynah.voice.audio.format.UnreadableSoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every reader answers whatever it gets: no exception but its own, no stall (the test's time limit), nothing unbounded. */
class FuzzTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LONGEST_SOUND = Duration.ofSeconds(30);
    private static final ConcentusCodec CODEC = new ConcentusCodec(0);

    /** Something that reads, and examples of what it reads. */
    private record Target(String name, List<byte[]> examples, int rounds, Consumer<byte[]> reader) {}

    private static List<Target> targets() throws IOException {
        return List.of(
                new Target("json", Corpus.lines("json/messages.txt"), 20_000, FuzzTest::json),
                new Target("serial", Corpus.hex("serial/lines.hex"), 20_000, FuzzTest::serial),
                new Target("wav", Corpus.files("wav"), 2_000, file -> sound(SoundFormat.WAV, file)),
                new Target("mp3", Corpus.files("mp3"), 150, file -> sound(SoundFormat.MP3, file)),
                new Target("opus", Corpus.files("opus"), 400, file -> sound(SoundFormat.OPUS, file)));
    }

    @TestFactory
    List<DynamicTest> a_few_thousand_inputs() throws IOException {
        return targets().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    Mutations mutations = new Mutations(target.examples(), 21);
                    for (int i = 0; i < target.rounds(); i++) {
                        read(target, mutations.next());
                    }
                }))
                .toList();
    }

    @TestFactory
    @Tag("long")
    List<DynamicTest> a_minute_each() throws IOException {
        return targets().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    Mutations mutations = new Mutations(target.examples(), 22);
                    long end = System.nanoTime() + LONG.toNanos();
                    long inputs = 0;
                    while (System.nanoTime() < end) {
                        read(target, mutations.next());
                        inputs++;
                    }
                    assertThat(inputs).isPositive();
                }))
                .toList();
    }

    private static void read(Target target, byte[] input) {
        try {
            target.reader().accept(input);
        } catch (RuntimeException | Error broken) {
            throw new AssertionError(
                    target.name() + " cannot read " + HexFormat.of().formatHex(input), broken);
        }
    }

    private static void json(byte[] input) {
        String text = new String(input, UTF_8);
        EnvelopeRequests.begins(text);
        if (EnvelopeRequests.decode(text) instanceof EnvelopeDecoded.Malformed broken) {
            assertThat(broken.reason()).isNotBlank();
        }
    }

    private static void serial(byte[] input) {
        for (SerialCodec.Dialect dialect : SerialCodec.Dialect.values()) {
            SerialCodec codec = SerialCodec.of(dialect, SerialCodec.End.SERVER);
            codec.receive(Arrays.copyOf(input, input.length / 2));
            codec.receive(Arrays.copyOfRange(input, input.length / 2, input.length));
            codec.quiet();
        }
        FrameLink link = new FrameLink(FrameFormat.BLE);
        link.receive(input);
        link.quiet();
    }

    private static void sound(SoundFormat format, byte[] file) {
        try (HeardSound sound = new HeardSound(format, SampleFormat.USUAL, CODEC, LONGEST_SOUND)) {
            int half = file.length / 2;
            long samples = sound.accept(Arrays.copyOf(file, half)).length;
            samples += sound.accept(Arrays.copyOfRange(file, half, file.length)).length;
            samples += sound.finish().length;
            assertThat(samples).isLessThanOrEqualTo(LONGEST_SOUND.toSeconds() * 16_000 + 2_000);
        } catch (UnreadableSoundException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }
}
