package dev.mynah.simulator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.audio.Speech;
import dev.mynah.simulator.audio.Wav;
import dev.mynah.simulator.device.Activating;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.ContractViolation;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.NoReplyException;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.device.Reply;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Speaks one sentence through a virtual device and shows what came of it. */
@Command(
        name = "talk",
        mixinStandardHelpOptions = true,
        description = "Says a sentence to the server through a virtual device.")
final class Talk implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "what to say")
    @Nullable
    String text;

    @Mixin
    ServerAddress server = new ServerAddress();

    @Option(names = "--json", description = "print one JSON object instead")
    boolean json;

    @Option(names = "--wav", paramLabel = "FILE", description = "say this recording instead of the text")
    @Nullable
    Path wav;

    @Option(names = "--out", paramLabel = "FILE", description = "where the answer goes (default: ${DEFAULT-VALUE})")
    Path out = Path.of("answer.wav");

    @Option(
            names = "--mic-silence-ms",
            paramLabel = "MS",
            description = "silence after the words that belongs to them (default: ${DEFAULT-VALUE});"
                    + " in manual mode the button is released after it")
    int silenceMillis = 300;

    @Option(names = "--transport", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Transport transport = Transport.ws1;

    @Option(names = "--device", paramLabel = "MAC", description = "who the device is (default: ${DEFAULT-VALUE})")
    String mac = "02:4d:79:6e:61:68";

    @Option(names = "--mode", description = "auto, manual or realtime (default: ${DEFAULT-VALUE})")
    String mode = "auto";

    @Option(names = "--voice", description = "kevin16, or with flite: slt, rms, awb, kal16 (default: ${DEFAULT-VALUE})")
    String voice = Speech.BUILT_IN;

    @Option(names = "--timeout", paramLabel = "S", description = "seconds to wait for the answer (${DEFAULT-VALUE})")
    int timeoutSeconds = 60;

    @Option(
            names = "--wait",
            paramLabel = "S",
            description = "seconds to wait until somebody has entered the device's code (${DEFAULT-VALUE})")
    int waitSeconds = 600;

    @Spec
    @Nullable
    CommandSpec spec;

    private long otaNanos;

    /** Everything that is shown. */
    private record Outcome(String asked, double otaMillis, VirtualDevice device, Reply reply) {}

    @Override
    public Integer call() throws InterruptedException {
        try (World world = World.real(System.nanoTime())) {
            Outcome outcome = talk(world);
            outcome.reply().sound().write(out);
            writer(false).println(json ? JsonText.write(asJson(outcome)) : asText(outcome));
            return 0;
        } catch (CommandFailure failure) {
            writer(true).println(failure.getMessage());
        } catch (IOException failure) {
            writer(true).println("The conversation broke off: " + failure.getMessage());
        }
        return 1;
    }

    private PrintWriter writer(boolean error) {
        if (spec == null) {
            throw new IllegalStateException("only picocli runs this");
        }
        return error ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    private Outcome talk(World world) throws CommandFailure, IOException, InterruptedException {
        ServerAddress.Found found = server.find();
        DeviceId id = DeviceId.parse(mac).orElseThrow(() -> new CommandFailure(mac + " is no MAC address."));
        ListenMode listening = ListenMode.named(mode)
                .orElseThrow(() -> new CommandFailure("The mode is auto, manual or realtime, not " + mode + "."));
        short[] speech = speech();
        DeviceProfile profile = DeviceProfile.of(id);
        rehearse();
        DeviceConfiguration.WebSocket where = configuration(found, profile);
        double otaMillis = otaNanos / 1e6;
        DeviceSettings settings =
                DeviceSettings.usual().framed(transport.framingVersion()).in(listening);
        try (VirtualDevice device = new VirtualDevice(profile, settings, world, AudioObserver.NONE)) {
            device.connect(where);
            device.say(Microphone.utterance(speech, silenceMillis, new Random(1)));
            Reply reply = device.awaitReply(Duration.ofSeconds(timeoutSeconds));
            return new Outcome(wav == null ? String.valueOf(text) : wav.toString(), otaMillis, device, reply);
        } catch (NoReplyException silent) {
            throw new CommandFailure("The server at " + where.url() + " did not do its part: " + silent.getMessage()
                    + ". Its log says more.");
        } catch (IOException refused) {
            throw new CommandFailure("The server at " + where.url() + " refused the device: " + refused.getMessage());
        }
    }

    /** Loads what is needed, so that the times shown are the server's and not those of this program's start. */
    private static void rehearse() {
        ServerMessages.decode(ServerMessages.encode("", ServerMessage.Hello.webSocket("", AudioParams.DOWNLINK)));
        DeviceMessages.encode("", new DeviceMessage.Listen.Start(ListenMode.AUTO));
    }

    private short[] speech() throws CommandFailure {
        try {
            if (wav != null) {
                return Wav.read(wav).at(Microphone.RATE).samples();
            }
            if (text == null || text.isBlank()) {
                throw new CommandFailure("Say what to say: talk \"what time is it\", or --wav FILE.");
            }
            return new Speech(voice).say(text);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new CommandFailure("There is nothing to say: " + unusable.getMessage());
        }
    }

    private DeviceConfiguration.WebSocket configuration(ServerAddress.Found found, DeviceProfile profile)
            throws CommandFailure, InterruptedException {
        try {
            Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(10)));
            long began = System.nanoTime();
            DeviceConfiguration configuration = provisioning.check(profile, found.otaUrl());
            otaNanos = System.nanoTime() - began;
            Activating activating = new Activating(
                    provisioning,
                    found.credential().isEmpty()
                            ? new PrintedCode(writer(true))
                            : new LocalBinding(found.base(), found.credential()),
                    new Waiting(Duration.ofSeconds(waitSeconds)));
            configuration = activating.activated(profile, found.otaUrl(), configuration);
            DeviceConfiguration.WebSocket where = configuration.webSocket();
            if (where == null || configuration.mqtt() != null) {
                throw Failures.notWebSocket(profile.id());
            }
            return where;
        } catch (HttpRefusal refusal) {
            throw Failures.configuration(found.base(), refusal);
        } catch (WrongShapeException broken) {
            throw new CommandFailure(
                    "The configuration that " + found.base() + " answers would harm a device: " + broken.reason());
        } catch (IOException givenUp) {
            throw new CommandFailure("The device is not activated: " + givenUp.getMessage() + ".");
        }
    }

    private static Map<String, Double> stages(Outcome outcome) {
        Reply.Timings timings = outcome.reply().timings();
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("ota_ms", outcome.otaMillis());
        stages.put("connect_ms", outcome.device().connectTimings().upgradeNanos() / 1e6);
        stages.put("hello_ms", outcome.device().connectTimings().helloNanos() / 1e6);
        stages.put("speech_end_to_stt_ms", timings.afterSpeech(timings.stt()));
        stages.put("speech_end_to_tts_start_ms", timings.afterSpeech(timings.ttsStart()));
        stages.put("speech_end_to_first_audio_ms", timings.afterSpeech(timings.firstAudio()));
        stages.put("speech_end_to_tts_stop_ms", timings.afterSpeech(timings.ttsStop()));
        stages.replaceAll((name, millis) -> Math.round(millis * 10) / 10.0);
        return stages;
    }

    private ObjectNode asJson(Outcome outcome) {
        Reply reply = outcome.reply();
        ObjectNode node = JsonText.newObject()
                .put("asked", outcome.asked())
                .put("heard", reply.sttText())
                .put("answer", reply.answer());
        ArrayNode tools = node.putArray("tools");
        reply.toolCalls().forEach(tools::add);
        ObjectNode stages = node.putObject("stages");
        stages(outcome).forEach(stages::put);
        node.put("wav", out.toString());
        if (!outcome.device().violations().isEmpty()) {
            ArrayNode violations = node.putArray("violations");
            outcome.device().violations().forEach(one -> violations.add(one.toString()));
        }
        return node;
    }

    private String asText(Outcome outcome) {
        Reply reply = outcome.reply();
        StringBuilder shown = new StringBuilder();
        shown.append("asked   ").append(outcome.asked());
        shown.append("\nheard   ").append(reply.sttText() == null ? "(the server did not say)" : reply.sttText());
        shown.append("\nanswer  ").append(reply.answer());
        if (!reply.toolCalls().isEmpty()) {
            shown.append("\ntools   ").append(String.join(", ", reply.toolCalls()));
        }
        shown.append("\nsound   ")
                .append(out)
                .append("  (")
                .append(reply.packetCount())
                .append(" packets)\n\n");
        stages(outcome).forEach((name, millis) -> shown.append("%-30s %8.1f%n".formatted(name, millis)));
        for (ContractViolation violation : outcome.device().violations()) {
            shown.append("violation  ").append(violation).append('\n');
        }
        return shown.toString().stripTrailing();
    }
}
