package dev.mynah.simulator.cli;

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
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @Option(
            names = "--udp-port",
            paramLabel = "PORT",
            description = "port of plain datagrams; default: the one of the server that runs here, else 8884")
    int udpPort;

    @Option(names = "--device", paramLabel = "MAC", description = "who the device is (default: ${DEFAULT-VALUE})")
    String mac = "02:4d:79:6e:61:68";

    @Option(names = "--mode", description = "auto, manual or realtime (default: ${DEFAULT-VALUE})")
    String mode = "auto";

    @Option(
            names = "--camera",
            paramLabel = "FILE.jpg",
            description = "give the device a camera that always sees this picture")
    @Nullable
    Path camera;

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

    @Override
    public Integer call() throws InterruptedException {
        try (World world = World.real(System.nanoTime())) {
            TalkOutcome outcome = talk(world);
            outcome.sound().write(out);
            writer(false).println(json ? JsonText.write(outcome.asJson(out)) : outcome.asText(out));
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

    private TalkOutcome talk(World world) throws CommandFailure, IOException, InterruptedException {
        ServerAddress.Found found = server.find();
        DeviceId id = DeviceId.parse(mac).orElseThrow(() -> new CommandFailure(mac + " is no MAC address."));
        ListenMode listening = ListenMode.named(mode)
                .orElseThrow(() -> new CommandFailure("The mode is auto, manual or realtime, not " + mode + "."));
        short[] speech = speech();
        if (camera != null && transport == Transport.json) {
            throw new CommandFailure("Only devices with firmware have a camera; leave out --transport json.");
        }
        return transport == Transport.json
                ? json(found, DeviceProfile.of(id), speech, world)
                : firmware(found, DeviceProfile.of(id), listening, speech, world);
    }

    private TalkOutcome firmware(
            ServerAddress.Found found, DeviceProfile profile, ListenMode listening, short[] speech, World world)
            throws CommandFailure, InterruptedException {
        rehearse();
        DeviceConfiguration where = configuration(found, profile, transport);
        double otaMillis = otaNanos / 1e6;
        DeviceSettings settings =
                DeviceSettings.usual().framed(transport.framingVersion()).in(listening);
        try (VirtualDevice device = new VirtualDevice(profile, settings, world, AudioObserver.NONE)) {
            if (camera != null) {
                device.addCamera(picture(camera));
            }
            device.connect(where);
            if (transport == Transport.udpPlain) {
                device.speakInDatagrams(new InetSocketAddress(found.host(), udpPort == 0 ? found.udp() : udpPort));
            }
            device.say(Microphone.utterance(speech, silenceMillis, new Random(1)));
            Reply reply = device.awaitReply(Duration.ofSeconds(timeoutSeconds));
            return TalkOutcome.of(asked(), otaMillis, device, reply);
        } catch (NoReplyException silent) {
            throw new CommandFailure("The server at " + place(where) + " did not do its part: " + silent.getMessage()
                    + ". Its log says more.");
        } catch (IOException refused) {
            throw new CommandFailure("The server at " + place(where) + " refused the device: " + refused.getMessage());
        }
    }

    /** A camera makes nothing but JPEG. */
    private static byte[] picture(Path file) throws CommandFailure {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < 3 || bytes[0] != (byte) 0xFF || bytes[1] != (byte) 0xD8) {
                throw new CommandFailure("A camera makes JPEG pictures; " + file + " is none.");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new CommandFailure("The camera sees nothing: " + file + " cannot be read.");
        }
    }

    private String asked() {
        return wav == null ? String.valueOf(text) : wav.toString();
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

    private TalkOutcome json(ServerAddress.Found found, DeviceProfile profile, short[] speech, World world)
            throws CommandFailure, InterruptedException {
        DeviceConfiguration.WebSocket where =
                configuration(found, profile, Transport.json).webSocket();
        if (where == null) {
            throw Failures.otherWire(profile.id(), Transport.json);
        }
        return new JsonTalk(where, profile.id(), otaNanos, Duration.ofSeconds(timeoutSeconds))
                .say(asked(), speech, world);
    }

    private static String place(DeviceConfiguration where) {
        DeviceConfiguration.WebSocket channel = where.webSocket();
        DeviceConfiguration.Mqtt broker = where.mqtt();
        return broker != null ? broker.endpoint() : channel == null ? "an unknown place" : channel.url();
    }

    private DeviceConfiguration configuration(ServerAddress.Found found, DeviceProfile profile, Transport wire)
            throws CommandFailure, InterruptedException {
        try {
            String otaUrl = found.otaUrl(wire);
            Provisioning provisioning = new Provisioning(new FirmwareHttp(Duration.ofSeconds(10)));
            long began = System.nanoTime();
            DeviceConfiguration configuration = provisioning.check(profile, otaUrl);
            otaNanos = System.nanoTime() - began;
            Activating activating = new Activating(
                    provisioning,
                    found.credential().isEmpty()
                            ? new PrintedCode(writer(true))
                            : new LocalBinding(found.base(), found.credential()),
                    new Waiting(Duration.ofSeconds(waitSeconds)));
            configuration = activating.activated(profile, otaUrl, configuration);
            if ((configuration.mqtt() != null) != (wire == Transport.mqtt)) {
                throw Failures.otherWire(profile.id(), wire);
            }
            return configuration;
        } catch (HttpRefusal refusal) {
            throw Failures.configuration(found.base(), refusal);
        } catch (WrongShapeException broken) {
            throw new CommandFailure(
                    "The configuration that " + found.base() + " answers would harm a device: " + broken.reason());
        } catch (IOException givenUp) {
            throw new CommandFailure("The device is not activated: " + givenUp.getMessage() + ".");
        }
    }
}
