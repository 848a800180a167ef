package dev.mynah.voice.tts.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.support.Scheduler;
import dev.mynah.testing.VirtualTime;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.tts.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts in the place of the programs. */
class ProgramVoiceTest {
    private static final short[] RAMP = new short[5000];

    private final Path directory;
    private final VirtualTime time = new VirtualTime();
    private final CountDownLatch deadlineSet = new CountDownLatch(1);
    private final List<short[]> pieces = new ArrayList<>();

    ProgramVoiceTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        IntStream.range(0, RAMP.length).forEach(i -> RAMP[i] = (short) i);
        try (OutputStream out = Files.newOutputStream(directory.resolve("ramp.wav"))) {
            new WavFile(22_050, RAMP).write(out);
        }
    }

    /** In the script, $1 is the directory and $2 the file to write. */
    private ProgramVoice voice(String script) {
        return new ProgramVoice(
                "script",
                (_, wav) -> List.of("sh", "-c", script, "sh", directory.toString(), wav),
                Set.of(Script.LATIN),
                new Scheduler() {
                    @Override
                    public long nanoTime() {
                        return time.nanoTime();
                    }

                    @Override
                    public Cancellable at(long nanoTime, Runnable task) {
                        Cancellable deadline = time.at(nanoTime, task);
                        deadlineSet.countDown();
                        return deadline;
                    }
                });
    }

    private void say(ProgramVoice voice, String text) throws ProviderException, InterruptedException {
        voice.synthesize(text, Locale.US, (samples, rate) -> {
            assertThat(rate).isEqualTo(22_050);
            pieces.add(samples);
        });
    }

    @Test
    void the_text_comes_in_and_its_sound_goes_out_in_pieces() throws Exception {
        say(voice("cat > \"$1/text\"; cp \"$1/ramp.wav\" \"$2\""), "Good **morning**; rm -rf 'x' 😀");
        assertThat(directory.resolve("text")).hasContent("Good morning; rm -rf 'x'\n");
        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst()).startsWith((short) 0, (short) 1, (short) 2);
        assertThat(pieces.stream().mapToInt(piece -> piece.length).sum()).isEqualTo(RAMP.length);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void text_without_words_starts_no_program() throws Exception {
        say(voice("touch \"$1/started\""), " 😀 ");
        assertThat(directory.resolve("started")).doesNotExist();
    }

    @Test
    void a_failing_program_is_unavailable() {
        assertUnavailable(voice("exit 3"));
        assertUnavailable(voice("cat > /dev/null; printf nonsense > \"$2\""));
        assertUnavailable(new ProgramVoice("none", (_, _) -> List.of("/no/such"), Set.of(Script.LATIN), time));
    }

    private void assertUnavailable(ProgramVoice voice) {
        assertThatThrownBy(() -> say(voice, "Hello."))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(pieces).isEmpty();
    }

    @Test
    void a_program_that_never_ends_is_ended() throws Exception {
        FutureTask<Void> speaking = speaking();
        Thread speaker = Thread.ofVirtual().start(speaking);
        ProcessHandle program = started();
        time.pass(Duration.ofSeconds(11));
        assertThatThrownBy(speaking::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ProviderException.class);
        speaker.join();
        program.onExit().get();
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void an_interrupted_speaker_leaves_no_program_behind() throws Exception {
        FutureTask<Void> speaking = speaking();
        Thread speaker = Thread.ofVirtual().start(speaking);
        ProcessHandle program = started();
        speaker.interrupt();
        assertThatThrownBy(speaking::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        program.onExit().get();
        assertThat(program.isAlive()).isFalse();
        assertThat(time.waiting()).isZero();
    }

    private FutureTask<Void> speaking() {
        ProgramVoice hanging = voice("exec tail -f \"$1/ramp.wav\"");
        return new FutureTask<>(() -> {
            say(hanging, "Hello.");
            return null;
        });
    }

    /** The program of {@link #speaking}, once it runs under its deadline. */
    private ProcessHandle started() throws InterruptedException {
        deadlineSet.await();
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(directory.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_program_knows_its_scripts() {
        ProgramVoice flite = ProgramVoice.flite(time);
        ProgramVoice espeak = ProgramVoice.espeak(time);
        assertThat(flite.canSpeak("Hello", Locale.US)).isTrue();
        assertThat(flite.canSpeak("你好", Locale.CHINESE)).isFalse();
        assertThat(espeak.canSpeak("你好 WiFi", Locale.CHINESE)).isTrue();
        assertThat(espeak.canSpeak("Привет", Locale.US)).isFalse();
    }
}
