package dev.mynah.app;

import static dev.mynah.app.Quietly.quietly;

import dev.mynah.access.rate.RequestLimits;
import dev.mynah.api.ApiRoutes;
import dev.mynah.api.ClientAddress;
import dev.mynah.api.DeviceDoor;
import dev.mynah.api.ErrorAnswers;
import dev.mynah.api.OperationsResource;
import dev.mynah.api.OtaResource;
import dev.mynah.api.PublicAddress;
import dev.mynah.api.Resource;
import dev.mynah.api.SlowBodies;
import dev.mynah.api.system.SystemResource;
import dev.mynah.config.Configuration;
import dev.mynah.config.TlsSettings;
import dev.mynah.dashboard.DashboardPages;
import dev.mynah.device.PresenceNotes;
import dev.mynah.event.LiveEvents;
import dev.mynah.observability.CountedSessions;
import dev.mynah.observability.Readiness;
import dev.mynah.observability.TurnMetrics;
import dev.mynah.observability.WorkingThreads;
import dev.mynah.ota.ConfigurationRequests;
import dev.mynah.secret.SecretSealer;
import dev.mynah.session.ChannelTickets;
import dev.mynah.session.SessionListener;
import dev.mynah.session.SessionRegistry;
import dev.mynah.session.Sessions;
import dev.mynah.storage.sql.broker.SqlBrokerStore;
import dev.mynah.support.RandomIds;
import dev.mynah.support.SystemScheduler;
import dev.mynah.tls.UnusableCertificateException;
import dev.mynah.transport.http.HttpListeners;
import dev.mynah.transport.http.RequestDeadlines;
import dev.mynah.transport.mqtt.DeviceGate;
import dev.mynah.transport.mqtt.DeviceTokens;
import dev.mynah.transport.udp.plain.PlainDialect;
import dev.mynah.transport.websocket.WebSocketEndpoint;
import dev.mynah.voice.TurnObservers;
import dev.mynah.voice.VoiceOptions;
import dev.mynah.voice.VoiceServices;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that runs, put together by plain constructors. Started once, stopped once. */
final class Server implements AutoCloseable {
    private static final int STOP_SECONDS = 10;
    private static final int REMEMBERED_EVENTS = 1000;
    private static final Duration TICKET_VALIDITY = Duration.ofSeconds(30);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RandomIds SESSION_IDS = new RandomIds("", 16, RANDOM);

    private final Configuration configuration;
    private final Speech speech;
    private final Storage storage;
    private final Access access;
    private final PrometheusMeterRegistry metrics;
    private final SessionRegistry registry = new SessionRegistry();
    private final SystemScheduler scheduler;
    private final ClientAddress addresses;
    private final Vertx vertx;
    private final Sessions sessions;
    private final LiveEvents events;
    private final Fleet fleet;
    private final HttpListeners listeners;
    private final Router router;
    private final Wires wires;
    private final Vision vision;
    private final Front front;
    private final Pages pages;
    private final FirmwareParts firmware;
    private volatile List<Integer> openPorts = List.of();
    private final SqlBrokerStore kept;
    private final Mqtt mqtt;
    private final InstantSource clock;
    private @Nullable Tls tls;
    private volatile List<Integer> tlsPorts = List.of();
    private volatile boolean ready;

    Server(
            Configuration configuration,
            Speech speech,
            Storage storage,
            Access access,
            SystemScheduler scheduler,
            InstantSource clock,
            PrometheusMeterRegistry metrics) {
        this(configuration, speech, storage, access, scheduler, clock, metrics, UnaryOperator.identity());
    }

    /** @param others changes what the broker asks of the other parts */
    Server(
            Configuration configuration,
            Speech speech,
            Storage storage,
            Access access,
            SystemScheduler scheduler,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            UnaryOperator<MqttPorts> others) {
        this.metrics = metrics;
        this.configuration = configuration;
        this.speech = speech;
        this.storage = storage;
        this.access = access;
        this.scheduler = scheduler;
        this.clock = clock;
        this.addresses = new ClientAddress(configuration.http().trustedProxies());
        this.vertx = Vertx.vertx(vertxOptions());
        this.events = new LiveEvents(REMEMBERED_EVENTS, clock);
        this.fleet = fleet(clock);
        Executor lanes = task -> Thread.ofVirtual().name("lane").start(task);
        ChannelTickets tickets = new ChannelTickets(TICKET_VALIDITY, SESSION_IDS, clock);
        BoundFleet bound = new BoundFleet(fleet, tickets);
        this.pages = pages(bound, lanes, clock);
        WorkingThreads turns =
                new WorkingThreads(Thread.ofVirtual().name("turn-", 0).factory());
        ConfiguredVoice voice = new ConfiguredVoice(configuration, speech, pages.site());
        VoiceServices services = voice.services(
                scheduler, turns, new TurnObservers(List.of(new TurnMetrics(metrics), pages.recorder())));
        this.vision = new Vision(configuration, pages.usedAddresses(), speech.eyes(), scheduler, RANDOM);
        VoiceSessions voices = voices(services, voice.options(), bound);
        this.sessions = sessions(voices, lanes);
        RequestDeadlines deadlines =
                new RequestDeadlines(vertx, configuration.limits().handshakeTimeout());
        this.wires = new Wires(
                configuration, sessions, new ToldDevices(fleet.registry()), services.codec(), clock, scheduler, lanes);
        this.router = Router.router(vertx);
        DeviceKeys keys = DeviceKeys.of(access.purposes());
        this.kept = new SqlBrokerStore(
                storage.database(), Thread.ofVirtual().name("mqtt-store").factory());
        this.mqtt =
                new Mqtt(vertx, configuration, sessions, others.apply(ports(keys, access)), scheduler, clock, RANDOM);
        this.firmware = new FirmwareParts(configuration, fleet, storage.database(), vertx, metrics);
        this.front = front(deadlines, wires.webSocket(vertx, deadlines, tickets), resources(voices, clock));
        mountResources(requests(keys, clock));
        this.listeners = listeners(deadlines);
        measure(turns);
    }

    /**
     * Listens, and returns the ports in the order of the configuration.
     *
     * @throws dev.mynah.transport.http.PortUnavailableException when a port is taken
     * @throws UnusableCertificateException when the configured certificate cannot be used
     */
    List<Integer> start() throws TimeoutException, UnusableCertificateException {
        TlsSettings secure = configuration.http().tls();
        tls = secure == null ? null : Tls.open(secure, scheduler, clock, metrics);
        access.onDeparture(fleet.devices()::disown);
        fleet.load();
        firmware.load();
        pages.start();
        access.sealAnew(List.of(fleet.serials(), pages.providers()));
        mqtt.start(loops(), tls);
        List<Integer> ports =
                listeners.listen(configuration.http().ports(), loops(), front).await(STOP_SECONDS, TimeUnit.SECONDS);
        openPorts = ports;
        if (tls != null) {
            tlsPorts = listeners
                    .listenTls(tls.certificate(), tls.ports(), loops(), front.strict(tls.hsts()))
                    .await(STOP_SECONDS, TimeUnit.SECONDS);
        }
        wires.start();
        ready = true;
        return ports;
    }

    SessionRegistry sessions() {
        return registry;
    }

    /** The ports that speak TLS; none when it is off. */
    List<Integer> tlsPorts() {
        return tlsPorts;
    }

    /** The certificate; null when TLS is off. */
    @Nullable
    Tls tls() {
        return tls;
    }

    Wires wires() {
        return wires;
    }

    Mqtt mqtt() {
        return mqtt;
    }

    private MqttPorts ports(DeviceKeys keys, Access access) {
        MqttGate gate = new MqttGate(fleet.gate());
        MqttPorts ports = MqttPorts.bare(keys::all)
                .with((DeviceGate) gate::admits)
                .with((DeviceTokens) gate::find)
                .in(fleet::groupsOf)
                .with(new ToldDevices(fleet.registry()))
                .with(kept)
                .with(new MqttOperators(
                        access.authenticator(),
                        Thread.ofVirtual().name("mqtt-operator-", 0).factory()));
        return configuration.udp().plainDialect() ? ports.with(new PlainDialect(registry)::received) : ports;
    }

    Fleet fleet() {
        return fleet;
    }

    @Override
    public void close() {
        ready = false;
        sessions.stop();
        quietly("the serial ports", wires::close);
        quietly("the brokers", mqtt::close);
        quietly("what the broker keeps", kept::close);
        if (tls != null) {
            tls.close();
        }
        quietly("the listeners", () -> listeners.close().await(STOP_SECONDS, TimeUnit.SECONDS));
        quietly("the event loops", () -> vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS));
        quietly("the pages", pages::close);
        quietly("the speech engines", speech.resources()::close);
        quietly("the firmware", firmware::close);
        quietly("the devices", fleet::close);
        scheduler.close();
        quietly("the logins", access::close);
        quietly("the database", storage::close);
    }

    private void mountResources(ConfigurationRequests requests) {
        new OtaResource(
                        requests,
                        fleet.requests(),
                        new PublicAddress(configuration.http()),
                        addresses,
                        pages.usedAddresses(),
                        Server::onThreadOfItsOwn)
                .mount(router);
        firmware.downloads().mount(router);
        new OperationsResource(metrics, readiness()).mount(router);
        new DashboardPages().mount(router);
        ErrorAnswers.mount(router);
    }

    private Front front(RequestDeadlines deadlines, WebSocketEndpoint webSocket, List<Resource> resources) {
        RequestLimits limits = Front.limits(configuration.limits().requests(), scheduler, metrics);
        SlowBodies slow = new SlowBodies(configuration.firmware().stall(), deadlines::leave);
        ApiRoutes api =
                RestInterface.of(access.authentication(), resources, addresses, limits, vertx, clock, metrics, slow);
        return new Front(webSocket, vision.endpoint(vertx, deadlines), api, router, new DeviceDoor(limits, addresses));
    }

    private HttpListeners listeners(RequestDeadlines deadlines) {
        return new HttpListeners(
                vertx,
                configuration.http().host(),
                deadlines,
                configuration.limits().textFrameBytes());
    }

    private Pages pages(BoundFleet bound, Executor lanes, InstantSource clock) {
        return new Pages(new Pages.Around(
                configuration,
                speech,
                storage.database(),
                access.audit(),
                new SecretSealer(access.purposes().claim("provider.api-key"), RANDOM),
                bound,
                this::doing,
                lanes,
                Thread.ofVirtual().name("trial-", 0).factory(),
                clock,
                metrics,
                events));
    }

    private VoiceSessions voices(VoiceServices services, VoiceOptions options, BoundFleet bound) {
        return new VoiceSessions(
                services,
                options,
                pages.site()::language,
                fleet.registry(),
                device -> pages.assistants().of(bound.assistant(device)),
                scheduler,
                registry,
                vision);
    }

    private Sessions sessions(VoiceSessions voices, Executor lanes) {
        return new Sessions(
                registry,
                pages.following(voices),
                fleet.gate(),
                SessionListener.all(
                        new PresenceNotes(fleet.registry()),
                        voices,
                        vision.listener(),
                        pages.news(),
                        new CountedSessions(metrics)),
                lanes,
                SESSION_IDS,
                configuration.limits().sessions());
    }

    private List<Resource> resources(VoiceSessions voices, InstantSource clock) {
        return Stream.of(
                        access.resources(),
                        fleet.resources(voices),
                        wires.resources(),
                        firmware.resources(),
                        pages.resources(clock.instant(), () -> openPorts, () -> tlsPorts),
                        new KnownThings(access, fleet, pages, firmware).resources())
                .flatMap(List::stream)
                .toList();
    }

    private ConfigurationRequests requests(DeviceKeys keys, InstantSource clock) {
        return new ConfigurationRequests(
                fleet.standings(),
                clock,
                pages.site()::zone,
                mqtt.offers(keys),
                configuration.devices().transport(),
                firmware.offers()::offer);
    }

    private Fleet fleet(InstantSource clock) {
        return new Fleet(
                configuration,
                new Fleet.Surroundings(
                        Stores.in(storage.database(), access.audit()),
                        access.purposes(),
                        access::knows,
                        assistant -> pages.assistants().of(assistant).isPresent(),
                        registry,
                        scheduler,
                        Server::onThreadOfItsOwn,
                        clock,
                        events));
    }

    private void measure(WorkingThreads turns) {
        metrics.gauge("mynah.sessions", registry, SessionRegistry::size);
        metrics.gauge("mynah.turn.threads", turns, WorkingThreads::running);
        metrics.gauge("mynah.scheduler.tasks", scheduler, SystemScheduler::waiting);
        vision.measure(metrics);
        MqttMetrics.register(mqtt, metrics);
    }

    private SystemResource.Doing doing() {
        return new SystemResource.Doing(
                registry.size(),
                (long) metrics.counter("mynah.frames.sent").count(),
                (long) metrics.counter("mynah.frames.late").count(),
                new SystemResource.Ports(openPorts, open(mqtt.port()), open(mqtt.udpPort())));
    }

    private static @Nullable Integer open(int port) {
        return port == 0 ? null : port;
    }

    private Readiness readiness() {
        return new Readiness(
                List.of(
                        new Readiness.Part("starting or stopping", () -> ready),
                        new Readiness.Part("the database does not answer", storage::answers)),
                task -> Thread.ofVirtual().name("readiness").start(task));
    }

    private static void onThreadOfItsOwn(Runnable work) {
        Thread.ofVirtual().name("work").start(work);
    }

    private static VertxOptions vertxOptions() {
        return new VertxOptions().setEventLoopPoolSize(loops()).setWorkerPoolSize(2);
    }

    private static int loops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}
