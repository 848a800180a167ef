package dev.mynah.app;

import dev.mynah.api.ErrorAnswers;
import dev.mynah.api.OperationsResource;
import dev.mynah.api.OtaResource;
import dev.mynah.api.PublicAddress;
import dev.mynah.config.Configuration;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.observability.CountedSessions;
import dev.mynah.observability.Readiness;
import dev.mynah.observability.TurnMetrics;
import dev.mynah.observability.WorkingThreads;
import dev.mynah.ota.ConfigurationRequests;
import dev.mynah.ota.MqttOffers;
import dev.mynah.session.SessionRegistry;
import dev.mynah.session.Sessions;
import dev.mynah.storage.sql.broker.SqlBrokerStore;
import dev.mynah.support.SystemScheduler;
import dev.mynah.transport.http.HttpListeners;
import dev.mynah.transport.http.RequestDeadlines;
import dev.mynah.transport.websocket.WebSocketEndpoint;
import dev.mynah.voice.VoiceOptions;
import dev.mynah.voice.VoiceServices;
import dev.mynah.voice.audio.EndpointSettings;
import dev.mynah.voice.audio.OpusCodecs;
import dev.mynah.voice.audio.SpokenCache;
import dev.mynah.voice.audio.WebRtcDetector;
import dev.mynah.voice.turn.TurnSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs, put together by plain constructors. Started once, stopped once. */
final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final int STOP_SECONDS = 10;
    private static final int REMEMBERED_DEVICES = 100_000;
    private static final long SPOKEN_CACHE_BYTES = 16L << 20;
    private static final int HISTORY_MESSAGES = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Configuration configuration;
    private final Speech speech;
    private final Storage storage;
    private final PrometheusMeterRegistry metrics;
    private final SessionRegistry registry = new SessionRegistry();
    private final SystemScheduler scheduler;
    private final Vertx vertx;
    private final Sessions sessions;
    private final HttpListeners listeners;
    private final Router router;
    private final WebSocketEndpoint webSocket;
    private final SqlBrokerStore kept;
    private final @Nullable Mqtt mqtt;
    private volatile boolean ready;

    Server(
            Configuration configuration,
            Speech speech,
            Storage storage,
            SystemScheduler scheduler,
            InstantSource clock,
            PrometheusMeterRegistry metrics) {
        this(configuration, speech, storage, scheduler, clock, metrics, UnaryOperator.identity());
    }

    /** @param others changes what the broker asks of the other parts */
    Server(
            Configuration configuration,
            Speech speech,
            Storage storage,
            SystemScheduler scheduler,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            UnaryOperator<MqttPorts> others) {
        this.metrics = metrics;
        this.configuration = configuration;
        this.speech = speech;
        this.storage = storage;
        this.scheduler = scheduler;
        this.vertx =
                Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops()).setWorkerPoolSize(2));
        DeviceRegistry devices = new DeviceRegistry(REMEMBERED_DEVICES);
        WorkingThreads turns =
                new WorkingThreads(Thread.ofVirtual().name("turn-", 0).factory());
        VoiceServices services = voiceServices(turns);
        VoiceSessions voices = new VoiceSessions(services, voiceOptions(), configuration.devices(), devices, scheduler);
        Executor lanes = task -> Thread.ofVirtual().name("lane").start(task);
        this.sessions = new Sessions(
                registry,
                new CountedSessions(voices, metrics),
                lanes,
                Server::newSessionId,
                configuration.limits().sessions());
        RequestDeadlines deadlines =
                new RequestDeadlines(vertx, configuration.limits().handshakeTimeout());
        this.webSocket =
                new WebSocketEndpoint(vertx, sessions, configuration.limits().helloTimeout(), deadlines);
        this.router = Router.router(vertx);
        DeviceKeys keys = DeviceKeys.of(configuration.data(), storage.database(), RANDOM);
        this.kept = new SqlBrokerStore(
                storage.database(), Thread.ofVirtual().name("mqtt-store").factory());
        this.mqtt = configuration.mqtt().enabled()
                ? new Mqtt(
                        vertx,
                        configuration,
                        sessions,
                        others.apply(MqttPorts.bare(keys::all).with(kept)),
                        scheduler,
                        clock,
                        RANDOM)
                : null;
        mountResources(
                new ConfigurationRequests(
                        devices,
                        clock,
                        configuration.devices().zone(),
                        offers(keys),
                        configuration.devices().transport()),
                clock);
        this.listeners = new HttpListeners(
                vertx,
                configuration.http().host(),
                deadlines,
                configuration.limits().textFrameBytes());
        measure(turns);
    }

    /**
     * Listens, and returns the ports in the order of the configuration.
     *
     * @throws dev.mynah.transport.http.PortUnavailableException when a port is taken
     */
    List<Integer> start() throws TimeoutException {
        if (mqtt != null) {
            mqtt.start(loops());
        }
        List<Integer> ports = listeners
                .listen(configuration.http().ports(), loops(), this::handle)
                .await(STOP_SECONDS, TimeUnit.SECONDS);
        ready = true;
        return ports;
    }

    SessionRegistry sessions() {
        return registry;
    }

    /** The broker; null when there is none. */
    @Nullable
    Mqtt mqtt() {
        return mqtt;
    }

    private @Nullable MqttOffers offers(DeviceKeys keys) {
        Mqtt broker = mqtt;
        return broker == null ? null : new MqttOffers(keys::current, broker::port);
    }

    @Override
    public void close() {
        ready = false;
        sessions.stop();
        if (mqtt != null) {
            quietly("the broker", mqtt::close);
        }
        quietly("what the broker keeps", kept::close);
        quietly("the listeners", () -> listeners.close().await(STOP_SECONDS, TimeUnit.SECONDS));
        quietly("the event loops", () -> vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS));
        quietly("the speech engines", speech.resources()::close);
        scheduler.close();
        quietly("the database", storage::close);
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if ("/xiaozhi/v1/".equals(path) || "/xiaozhi/v1".equals(path)) {
            webSocket.handle(request);
        } else {
            router.handle(request);
        }
    }

    private void mountResources(ConfigurationRequests requests, InstantSource clock) {
        new OtaResource(requests, new PublicAddress(configuration.http())).mount(router);
        new OperationsResource(metrics, readiness()).mount(router);
        RestInterface.of(configuration, vertx, clock, metrics).mount(router);
        ErrorAnswers.mount(router);
    }

    private void measure(WorkingThreads turns) {
        metrics.gauge("mynah.sessions", registry, SessionRegistry::size);
        metrics.gauge("mynah.turn.threads", turns, WorkingThreads::running);
        metrics.gauge("mynah.scheduler.tasks", scheduler, SystemScheduler::waiting);
        if (mqtt != null) {
            MqttMetrics.register(mqtt, metrics);
        }
    }

    private VoiceServices voiceServices(ThreadFactory virtual) {
        WebRtcDetector.Mode mode = strictness(configuration.voice().voiceActivityMode());
        return new VoiceServices(
                speech.recognition(),
                speech.model(),
                speech.voice(),
                speech.localVoice(),
                OpusCodecs.best(),
                new SpokenCache(SPOKEN_CACHE_BYTES),
                () -> WebRtcDetector.orEnergy(mode),
                scheduler,
                virtual,
                new TurnMetrics(metrics));
    }

    private static WebRtcDetector.Mode strictness(int mode) {
        return switch (mode) {
            case 0 -> WebRtcDetector.Mode.QUALITY;
            case 1 -> WebRtcDetector.Mode.LOW_BITRATE;
            case 2 -> WebRtcDetector.Mode.AGGRESSIVE;
            default -> WebRtcDetector.Mode.VERY_AGGRESSIVE;
        };
    }

    private VoiceOptions voiceOptions() {
        TurnSettings turns = TurnSettings.defaults()
                .withGreeting(configuration.voice().greeting())
                .withIdle(configuration.voice().idleTimeout())
                .withMaxUtterance(configuration.voice().maxUtterance().plusSeconds(10))
                .withTimeouts(
                        configuration.voice().recognitionTimeout(),
                        configuration.voice().replyTimeout());
        EndpointSettings endpoints =
                EndpointSettings.DEFAULT.withEndSilence(configuration.voice().endOfSpeech());
        return new VoiceOptions(
                configuration.devices().language(),
                configuration.devices().zone(),
                configuration.voice().prompt(),
                Set.of("你好小智", "hi esp", "hi,esp", "hi lexin", "小爱同学", "jarvis", "alexa", "computer", "hey mynah"),
                HISTORY_MESSAGES,
                turns,
                endpoints);
    }

    private Readiness readiness() {
        return new Readiness(
                List.of(
                        new Readiness.Part("starting or stopping", () -> ready),
                        new Readiness.Part("the database does not answer", storage::answers)),
                task -> Thread.ofVirtual().name("readiness").start(task));
    }

    private static int loops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    private static String newSessionId() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private interface Closing {
        void close() throws Exception;
    }

    private static void quietly(String what, Closing closing) {
        try {
            closing.close();
        } catch (Exception e) {
            log.warn("Stopping {} failed", what, e);
        }
    }
}
