package dev.mynah.app;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditEntry;
import dev.mynah.access.AuditQuery;
import dev.mynah.access.AuditTrail;
import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import dev.mynah.device.Device;
import dev.mynah.device.Scope;
import dev.mynah.protocol.DeviceId;
import dev.mynah.provisioning.Binding;
import dev.mynah.session.SessionRegistry;
import dev.mynah.support.SystemScheduler;
import dev.mynah.support.TemporaryDirectory;
import dev.mynah.testing.FakeLanguageModel;
import dev.mynah.testing.FakeSpeechToText;
import dev.mynah.testing.FakeVisionModel;
import dev.mynah.testing.FakeVoice;
import dev.mynah.tls.UnusableCertificateException;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText.Limits;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The whole server on a free port of the loopback, with engines a test commands. */
public final class RunningServer implements AutoCloseable {
    private static final Actor OWNER = new Actor(Actor.Kind.USER, "u-1", "ada", "127.0.0.1");

    private final FakeSpeechToText recognition = new FakeSpeechToText();
    private final FakeLanguageModel model = new FakeLanguageModel();
    private final FakeVoice voice = new FakeVoice();
    private final FakeVisionModel eyes = new FakeVisionModel();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TemporaryDirectory data;
    private @Nullable Access access;
    private String setupToken = "";
    private final Server server;
    private final List<Integer> ports;
    private final double standingTimers;

    private RunningServer(List<String> settings) {
        FakeVoice local = new FakeVoice();
        Speech speech = new Speech(recognition, model, voice, local, eyes::present, "fakes", () -> {}, () -> {});
        data = newData();
        server = server(settings, speech);
        ports = start(server);
        standingTimers = metrics.get("mynah.scheduler.tasks").gauge().value();
    }

    private RunningServer(SpeechEngines.@Nullable Ears ears, InstantSource clock, List<String> settings) {
        SystemScheduler scheduler = scheduler();
        data = newData();
        Configuration configuration = configuration(settings);
        SpeechEngines.Ears own = ears == null ? SpeechEngines.Ears.of(configuration) : ears;
        Speech speech = SpeechEngines.of(configuration, own, clock, scheduler, metrics);
        if (ears != null) {
            speech.warmUp().run();
        }
        server = server(configuration, speech, scheduler);
        ports = start(server);
        standingTimers = metrics.get("mynah.scheduler.tasks").gauge().value();
    }

    private RunningServer(List<String> settings, Speech speech) {
        data = newData();
        server = server(settings, speech);
        ports = start(server);
        standingTimers = metrics.get("mynah.scheduler.tasks").gauge().value();
    }

    /** A server whose engines are fakes, with settings as for {@code --set}. */
    public static RunningServer withFakes(String... settings) {
        return new RunningServer(List.of(settings));
    }

    /** The same that lets in only devices somebody has bound. */
    public static RunningServer withActivation(String... settings) {
        List<String> all = new ArrayList<>(List.of("devices.activation=true"));
        all.addAll(List.of(settings));
        return new RunningServer(all);
    }

    /**
     * A server that hears and speaks with what is built in, warmed up, for tests of what is heard. It hears the same every
     * time and as well on a busy machine: its recogniser does not give way to whatever else goes on there.
     *
     * @param clock what the assistant tells the time by
     */
    public static RunningServer withKeenHearing(InstantSource clock, String... settings) {
        return hearing(Limits.of(1), clock, settings);
    }

    /**
     * The same that hears sound which is there all at once as it hears sound that comes at a person's pace: a backlog is no
     * reason for haste. So a test need not wait while somebody speaks.
     */
    public static RunningServer withUnhurriedHearing(InstantSource clock, String... settings) {
        return hearing(new Limits(1, 2, 38, Duration.ofMinutes(1), Duration.ofMinutes(10)), clock, settings);
    }

    private static RunningServer hearing(Limits limits, InstantSource clock, String... settings) {
        SpeechEngines.Ears ears = new SpeechEngines.Ears(limits, () -> {}, new Random(1));
        return new RunningServer(ears, clock, List.of(settings));
    }

    /** A server with the engines its settings name; what is built in is loaded only when it is needed. */
    public static RunningServer withConfiguredSpeech(String... settings) {
        return new RunningServer(null, InstantSource.system(), List.of(settings));
    }

    /** A server with engines of the test's own. */
    static RunningServer with(Speech speech, String... settings) {
        return new RunningServer(List.of(settings), speech);
    }

    private Server server(List<String> settings, Speech speech) {
        return server(configuration(settings), speech, scheduler());
    }

    private Server server(Configuration configuration, Speech speech, SystemScheduler scheduler) {
        Storage storage = Storage.open(configuration, InstantSource.system(), metrics);
        try {
            access = Access.open(configuration, storage.database(), scheduler, InstantSource.system());
            setupToken = access.setupToken().orElse("");
            return new Server(configuration, speech, storage, access, scheduler, InstantSource.system(), metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemporaryDirectory newData() {
        try {
            return TemporaryDirectory.make("mynah-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SystemScheduler scheduler() {
        return new SystemScheduler(
                Thread.ofPlatform().name("scheduler").daemon().factory());
    }

    private Configuration configuration(List<String> settings) {
        List<String> all = new ArrayList<>(List.of(
                "http.ports=0",
                "mqtt.port=0",
                "udp.port=0",
                "http.host=127.0.0.1",
                "data=" + data.path(),
                "devices.activation=false"));
        all.addAll(settings);
        if (settings.stream().anyMatch(setting -> setting.startsWith("http.tls.certificate="))) {
            all.add("mqtt.tls-port=0");
        }
        try {
            Surroundings surroundings = new Surroundings(Map.of(), data.path(), data.path(), ZoneId.of("UTC"));
            return new ConfigurationLoader(surroundings).load(null, all);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Integer> start(Server server) {
        try {
            return server.start();
        } catch (TimeoutException | UnusableCertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    public FakeSpeechToText recognition() {
        return recognition;
    }

    public FakeLanguageModel model() {
        return model;
    }

    public FakeVoice voice() {
        return voice;
    }

    public FakeVisionModel eyes() {
        return eyes;
    }

    /** How many timers wait while no device is there: the server's own upkeep. */
    double standingTimers() {
        return standingTimers;
    }

    public SessionRegistry sessions() {
        return server.sessions();
    }

    /** Everything that knows devices. */
    Fleet fleet() {
        return server.fleet();
    }

    /** An owner enters the code a device shows. */
    public Device bind(String code) {
        return fleet().binding().bind(code, OWNER, new Binding.Wish(Scope.ALL, null, "", null, List.of()));
    }

    /** An owner gives the server the key of a chip. */
    public void importSerial(String serial, String key) {
        fleet().serials().importAll(serial + "," + key, OWNER);
    }

    /** An owner takes the tokens of a device away. */
    public void revoke(DeviceId device) {
        fleet().binding().revoke(device, Scope.ALL, OWNER);
    }

    /** An owner gives a device a new token. */
    public void rotate(DeviceId device) {
        fleet().binding().rotate(device, Scope.ALL, OWNER);
    }

    /** An owner calls a device something else. */
    public void rename(DeviceId device, String name) {
        fleet().devices()
                .arrange(device, Scope.ALL, OWNER, known -> known.arrangement().named(name));
    }

    /** An owner removes a device. */
    public void remove(DeviceId device) {
        fleet().devices().remove(device, Scope.ALL, OWNER);
    }

    /** What was done, the earliest first. */
    public List<String> actions() {
        AuditTrail trail = (AuditTrail) Objects.requireNonNull(access).audit();
        return trail.page(AuditQuery.ALL, null, 1000).stream()
                .map(AuditEntry::action)
                .toList()
                .reversed();
    }

    public PrometheusMeterRegistry metrics() {
        return metrics;
    }

    public List<Integer> ports() {
        return ports;
    }

    /** With what the first owner is made. */
    public String setupToken() {
        return setupToken;
    }

    /** The data directory. */
    public Path data() {
        return data.path();
    }

    /** The first port that speaks TLS. */
    public int tlsPort() {
        return server.tlsPorts().getFirst();
    }

    /** Has the server look at its certificate's files, as it does by itself every few seconds. */
    public void lookAtCertificate() {
        Objects.requireNonNull(server.tls()).look();
    }

    public int port() {
        return ports.getFirst();
    }

    public int mqttPort() {
        return server.mqtt().port();
    }

    public int mqttTlsPort() {
        return server.mqtt().tlsPort();
    }

    public int udpPort() {
        return server.mqtt().udpPort();
    }

    /** The broker, for what goes on behind its socket. */
    Mqtt mqtt() {
        return server.mqtt();
    }

    public String otaUrl() {
        return "http://127.0.0.1:" + port() + "/xiaozhi/ota/";
    }

    public String webSocketUrl() {
        return "ws://127.0.0.1:" + port() + "/xiaozhi/v1/";
    }

    @Override
    public void close() {
        server.close();
        try {
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
