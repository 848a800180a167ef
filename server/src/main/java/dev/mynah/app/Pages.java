package dev.mynah.app;

import dev.mynah.access.AuditLog;
import dev.mynah.access.Principal;
import dev.mynah.api.Resource;
import dev.mynah.api.conversations.ConversationsResource;
import dev.mynah.api.live.EventsResource;
import dev.mynah.api.live.VirtualDeviceResource;
import dev.mynah.api.overview.FleetFigures;
import dev.mynah.api.overview.OverviewResource;
import dev.mynah.api.services.AssistantsResource;
import dev.mynah.api.services.ProvidersResource;
import dev.mynah.api.system.Addresses;
import dev.mynah.api.system.SystemResource;
import dev.mynah.assistant.persona.Assistants;
import dev.mynah.config.Configuration;
import dev.mynah.conversation.Sounds;
import dev.mynah.conversation.record.TurnRecorder;
import dev.mynah.doctor.Doctor;
import dev.mynah.event.EventType;
import dev.mynah.event.LiveEvents;
import dev.mynah.observability.Figures;
import dev.mynah.ota.UsedAddresses;
import dev.mynah.protocol.DeviceId;
import dev.mynah.provider.Providers;
import dev.mynah.provider.trial.ProviderTrial;
import dev.mynah.secret.SecretSealer;
import dev.mynah.session.SessionHandler;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.conversation.SqlTurnStore;
import dev.mynah.storage.sql.provider.SqlAssistantStore;
import dev.mynah.storage.sql.provider.SqlProviderStore;
import dev.mynah.support.Lane;
import dev.mynah.support.RandomIds;
import dev.mynah.support.SystemScheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people see of the server while it runs, put together: events, figures, conversations, assistants, providers. */
final class Pages implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);
    private static final int WAITING_TURNS = 256;
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final Duration TIDY = Duration.ofHours(1);
    private static final Duration SAMPLE = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 12;

    private final Around around;
    private final LiveEvents events;
    private final Figures figures;
    private final LiveNews news;
    private final TurnRecorder recorder;
    private final SqlTurnStore turns;
    private final Sounds sounds;
    private final Assistants assistants;
    private final Providers providers;
    private final HttpClient client = HttpClient.newHttpClient();
    private final UsedAddresses used;
    private final SiteSettings site;
    private final List<Repeated> repeated = new ArrayList<>();
    /** Beside that of the conversations, whose frames must never wait for it. */
    private final SystemScheduler upkeep =
            new SystemScheduler(Thread.ofPlatform().name("upkeep").daemon().factory());

    /** What the pages are made of. */
    record Around(
            Configuration configuration,
            Speech speech,
            Database database,
            AuditLog audit,
            SecretSealer sealer,
            FleetView fleet,
            Supplier<SystemResource.Doing> doing,
            Executor lanes,
            ThreadFactory threads,
            InstantSource clock,
            MeterRegistry metrics,
            LiveEvents events) {}

    Pages(Around around) {
        this.around = around;
        Configuration configuration = around.configuration();
        events = around.events();
        figures = new Figures(around.clock());
        news = new LiveNews(events, figures, around.fleet());
        turns = new SqlTurnStore(around.database());
        sounds = new Sounds(
                configuration.data().resolve("sounds"),
                configuration.conversations().soundBytes());
        recorder = new TurnRecorder(
                turns,
                sounds,
                around.fleet(),
                news,
                new Lane(around.lanes(), WAITING_TURNS, LINGER),
                ids("t_"),
                around.clock(),
                configuration.conversations());
        assistants = new Assistants(
                new SqlAssistantStore(around.database()), around.database(), around.audit(), ids("a_"), around.clock());
        providers = new Providers(
                new SqlProviderStore(around.database()), around.database(), around.audit(), around.sealer(), ids("p_"));
        used = new UsedAddresses(around.clock());
        site = new SiteSettings(configuration.devices(), around.database(), around.audit());
        around.metrics().gauge("mynah.turns.unwritten", recorder, TurnRecorder::unwritten);
        around.metrics().gauge("mynah.events.watching", events, LiveEvents::watching);
    }

    /** Reads what is stored, and begins what is done again and again. Blocks. */
    void start() {
        site.load();
        assistants.load();
        providers.onChange(name -> {
            useProviders();
            events.publish(EventType.PROVIDER_CHANGED, null, null, Map.of("name", name));
        });
        useProviders();
        around.lanes().execute(this::tidy);
        repeated.add(Repeated.every(
                SAMPLE,
                upkeep,
                "counting devices",
                () -> figures.online(around.doing().get().sessions())));
        repeated.add(Repeated.every(TIDY, upkeep, "forgetting old conversations", this::tidy));
    }

    private void useProviders() {
        around.speech()
                .choice()
                .use(providers.all().stream()
                        .map(one -> new ProviderChoice.Chosen(one, providers.key(one)))
                        .toList());
    }

    private void tidy() {
        try {
            Instant oldest = around.clock()
                    .instant()
                    .minus(around.configuration().conversations().keep());
            recorder.forgetBefore(oldest);
        } catch (IOException | StorageException e) {
            log.warn("Old conversations could not be forgotten: {}", e.toString());
        }
    }

    LiveEvents events() {
        return events;
    }

    LiveNews news() {
        return news;
    }

    TurnRecorder recorder() {
        return recorder;
    }

    SqlTurnStore turns() {
        return turns;
    }

    Assistants assistants() {
        return assistants;
    }

    Providers providers() {
        return providers;
    }

    SiteSettings site() {
        return site;
    }

    UsedAddresses usedAddresses() {
        return used;
    }

    /** The same handlers, written down. */
    SessionHandler.Factory following(SessionHandler.Factory handlers) {
        return recorder.following(handlers);
    }

    List<Resource> resources(Instant startedAt, Supplier<List<Integer>> ports, Supplier<List<Integer>> tlsPorts) {
        Configuration configuration = around.configuration();
        Attentions attentions = new Attentions(
                configuration,
                around.fleet(),
                figures,
                providers,
                around.speech().choice());
        ProviderTrial trial = new ProviderTrial(
                around.speech().choice(), around.speech().localVoice(), upkeep, around.threads(), site::zone);
        SystemResource.About about = new SystemResource.About(
                Version.CURRENT,
                startedAt,
                configuration.data(),
                around.database().description(),
                around.speech().description(),
                new SystemResource.Engines(
                        configuration.providers().recognition(),
                        configuration.providers().chat(),
                        configuration.providers().synthesis()));
        return List.of(
                site.resource(),
                new EventsResource(events, upkeep),
                new OverviewResource(Version.CURRENT, startedAt, figures, this::fleet, attentions::of),
                new SystemResource(
                        about,
                        around.doing(),
                        Doctor.of(
                                configuration,
                                System.getenv(),
                                around.clock(),
                                List.of(new DatabaseCheck(configuration))),
                        new Addresses(configuration.http(), ports, tlsPorts, used, client)),
                new ConversationsResource(turns, sounds, this::name, around.database(), around.audit()),
                new AssistantsResource(assistants, one -> around.fleet().talkingWith(one.id())),
                new ProvidersResource(providers, trial, around.speech().choice()::health),
                new VirtualDeviceResource(around.fleet()::virtualDevice));
    }

    private FleetFigures fleet(Principal watcher) {
        return around.fleet().figures(watcher, news::talking);
    }

    private String name(String mac) {
        return DeviceId.parse(mac).map(around.fleet()::name).orElse(mac);
    }

    /** Names for what people make. */
    static Supplier<String> ids(String prefix) {
        return new RandomIds(prefix, ID_BYTES, RANDOM);
    }

    @Override
    public void close() {
        repeated.forEach(Repeated::close);
        upkeep.close();
        client.shutdownNow();
    }
}
