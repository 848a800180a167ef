package dev.mynah.simulator.cli;

import dev.mynah.protocol.json.JsonText;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.audio.Speech;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.load.Load;
import dev.mynah.simulator.load.LoadPlan;
import dev.mynah.simulator.load.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts many virtual devices on the server and says how it coped. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs many virtual devices and measures the server; fails when a bound is missed.")
final class Simulate implements Callable<Integer> {
    private static final List<String> SENTENCES = List.of(
            "what time is it",
            "turn the volume up",
            "tell me a joke",
            "what day is it today",
            "set a timer for five minutes",
            "how are you");

    @Mixin
    ServerAddress server = new ServerAddress();

    @Option(names = "--devices", paramLabel = "N", description = "how many connect (default: ${DEFAULT-VALUE})")
    int devices = 10;

    @Option(names = "--talking", paramLabel = "M", description = "how many of them talk (default: ${DEFAULT-VALUE})")
    int talking = 2;

    @Option(names = "--seconds", paramLabel = "S", description = "how long they talk (default: ${DEFAULT-VALUE})")
    int seconds = 30;

    @Option(names = "--transport", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Transport transport = Transport.ws1;

    @Option(names = "--think-ms", paramLabel = "MS", description = "pause before the next sentence (${DEFAULT-VALUE})")
    int thinkMillis = 15_000;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "what they say, instead of a few usual sentences; repeatable")
    List<String> texts = new ArrayList<>();

    @Option(names = "--voice", description = "kevin16, or with flite: slt, rms, awb, kal16 (default: ${DEFAULT-VALUE})")
    String voice = Speech.BUILT_IN;

    @Option(names = "--connects-at-once", paramLabel = "N", description = "the ramp (default: ${DEFAULT-VALUE})")
    int connectsAtOnce = 32;

    @Option(names = "--timeout", paramLabel = "S", description = "seconds to wait for an answer (${DEFAULT-VALUE})")
    int timeoutSeconds = 60;

    @Option(
            names = "--max-late",
            paramLabel = "PERCENT",
            description = "bound on late frames (default: ${DEFAULT-VALUE})")
    double maxLate = 0.5;

    @Option(names = "--max-failures", paramLabel = "N", description = "bound on failures (default: ${DEFAULT-VALUE})")
    long maxFailures;

    @Option(names = "--json", description = "print one JSON object at the end")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (World world = World.real(System.nanoTime())) {
            ServerAddress.Found found = server.find();
            LoadPlan plan = plan(found);
            LoadReport report = load(plan, world, found).run(found.pid(), line -> err().println(line));
            out().println(json ? JsonText.write(report.json()) : report.text());
            return verdict(report);
        } catch (CommandFailure failure) {
            err().println(failure.getMessage());
        } catch (IOException | IllegalArgumentException failure) {
            err().println("The load could not be prepared: " + failure.getMessage());
        }
        return 1;
    }

    private static Load load(LoadPlan plan, World world, ServerAddress.Found found) {
        return found.credential().isEmpty()
                ? new Load(plan, world)
                : new Load(plan, world, new LocalBinding(found.base(), found.credential()));
    }

    private LoadPlan plan(ServerAddress.Found found) throws IOException {
        if (transport == Transport.json || transport == Transport.udpPlain) {
            throw new IllegalArgumentException("a load is made over ws1, ws2 or ws3, not over " + transport);
        }
        Speech speech = new Speech(voice);
        List<Microphone.Utterance> utterances = new ArrayList<>();
        for (String sentence : texts.isEmpty() ? SENTENCES : texts) {
            utterances.add(Microphone.utterance(speech.say(sentence), 300, new Random(utterances.size())));
        }
        return new LoadPlan(
                devices,
                talking,
                Duration.ofSeconds(seconds),
                Duration.ofMillis(thinkMillis),
                transport.framingVersion(),
                utterances,
                found.otaUrl(transport),
                connectsAtOnce,
                Duration.ofSeconds(timeoutSeconds));
    }

    private int verdict(LoadReport report) {
        int missed = 0;
        if (report.latePercent() > maxLate) {
            err().println("MISSED: %.3f %% of the frames were late; at most %.3f %% may be"
                    .formatted(report.latePercent(), maxLate));
            missed = 1;
        }
        if (report.failureCount() > maxFailures) {
            err().println("MISSED: %d failures; at most %d may be".formatted(report.failureCount(), maxFailures));
            missed = 1;
        }
        return missed;
    }

    private PrintWriter out() {
        return command().commandLine().getOut();
    }

    private PrintWriter err() {
        return command().commandLine().getErr();
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("only picocli runs this");
        }
        return spec;
    }
}
