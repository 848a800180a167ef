package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.simulator.cli.Commands;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code ./mynah talk} writes into a file is listened to: it must be the time that was asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerHeardAgainTest {
    /** Every time of a day, so that a recogniser has 1,440 to choose from. */
    private static final String TIMES = """
            #JSGF V1.0;
            grammar times;
            <digit> = one | two | three | four | five | six | seven | eight | nine;
            <hour> = <digit> | ten | eleven | twelve;
            <teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen;
            <minute> = oh <digit> | <teen> | (twenty | thirty | forty | fifty) [<digit>];
            public <time> = it is <hour> [<minute>] (a m | p m);
            """;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final RunningServer server = RunningServer.withUnhurriedHearing(now::get);
    private final SphinxSpeechToText ears = new SphinxSpeechToText(
            TIMES, SphinxSpeechToText.Limits.of(1), Thread.ofPlatform().daemon().factory(), () -> {}, new Random(1));

    @AfterAll
    void stop() {
        server.close();
        ears.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ws1, 2026-11-25T15:45:10Z, it is three forty five p m",
        "ws2, 2026-11-25T09:07:59Z, it is nine oh seven a m",
        "ws3, 2026-11-25T00:30:00Z, it is twelve thirty a m"
    })
    void the_answer_says_the_time_in_every_framing(String framing, Instant time, String spoken, @TempDir Path directory)
            throws Exception {
        now.set(time);
        Path answer = directory.resolve("answer.wav");
        StringWriter said = new StringWriter();
        CommandLine commands =
                Commands.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));

        int exit = commands.execute(
                "talk",
                "what time is it",
                "--transport=" + framing,
                "--server=http://127.0.0.1:" + server.port(),
                "--out=" + answer);

        assertThat(exit).as("%s", said).isZero();
        assertThat(heard(answer)).isEqualTo(spoken);
    }

    private String heard(Path wav) throws Exception {
        try (InputStream file = Files.newInputStream(wav);
                Transcription utterance = ears.open(Locale.US)) {
            utterance.accept(WavFile.read(file).at(OpusCodec.LISTEN_RATE).samples());
            return utterance.finish().text();
        }
    }
}
