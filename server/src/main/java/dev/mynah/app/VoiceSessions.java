package dev.mynah.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.envelope.EnvelopeDialect;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.ota.FirmwareVersion;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionHandler;
import dev.mynah.session.SessionListener;
import dev.mynah.session.SessionRegistry;
import dev.mynah.support.Scheduler;
import dev.mynah.tool.ConversationTools;
import dev.mynah.tool.DeviceMcp;
import dev.mynah.tool.SessionTools;
import dev.mynah.tool.TimerTools;
import dev.mynah.tool.ToolResult;
import dev.mynah.voice.DeviceSide;
import dev.mynah.voice.LiveConversation;
import dev.mynah.voice.LiveConversations;
import dev.mynah.voice.PlayoutSettings;
import dev.mynah.voice.VoiceOptions;
import dev.mynah.voice.VoiceServices;
import dev.mynah.voice.VoiceSession;
import dev.mynah.voice.audio.PlainSamples;
import dev.mynah.voice.audio.SpokenCache;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Makes the voice session of every device that opens a channel, with what is known of the device. Thread-safe. */
final class VoiceSessions implements SessionHandler.Factory, SessionListener, LiveConversations {
    private static final int MAX_TIMERS = 10;
    /** Apps stay connected for as long as they give a sign of life, which their dialect watches. */
    private static final Duration NEVER_IDLE = Duration.ofDays(365);

    private static final long COLLECTED_CACHE_BYTES = 4L << 20;
    /** Before this, {@code tts stop} cuts what is still queued on the device (firmware wire contract §4.7). */
    private static final FirmwareVersion DRAINS_ITS_QUEUE =
            FirmwareVersion.parse("2.2.2").orElseThrow();

    private final VoiceServices services;
    private final VoiceServices collected;
    private final VoiceOptions options;
    private final Supplier<Locale> usual;
    private final DeviceRegistry devices;
    private final Assisting assisting;
    private final Scheduler scheduler;
    private final SessionRegistry sessions;
    private final Vision vision;
    private final Map<String, LiveConversation> live = new ConcurrentHashMap<>();

    /** @param usual the language of devices that name none */
    VoiceSessions(
            VoiceServices services,
            VoiceOptions options,
            Supplier<Locale> usual,
            DeviceRegistry devices,
            Assisting assisting,
            Scheduler scheduler,
            SessionRegistry sessions,
            Vision vision) {
        this.sessions = sessions;
        this.vision = vision;
        this.services = services;
        this.collected = services.coding(new PlainSamples(), new SpokenCache(COLLECTED_CACHE_BYTES));
        this.options = options;
        this.usual = usual;
        this.devices = devices;
        this.assisting = assisting;
        this.scheduler = scheduler;
    }

    @Override
    public SessionHandler handle(DeviceSession session) {
        AtomicReference<VoiceSession> voice = new AtomicReference<>();
        VoiceOptions spoken = forDevice(session.deviceId());
        DeviceMcp mcp = new DeviceMcp(
                payload -> session.link().send(new ServerMessage.Mcp(payload)),
                scheduler,
                Version.CURRENT,
                vision.eyes(session, spoken.language()));
        TimerTools timers =
                new TimerTools(scheduler, MAX_TIMERS, text -> voice.get().announce(text));
        ConversationTools conversation = new ConversationTools(() -> voice.get().endAfterReply());
        SessionTools tools = new SessionTools(mcp, List.of(timers, conversation));
        boolean paced = session.link().live();
        AudioParams format = paced ? AudioParams.DOWNLINK : EnvelopeDialect.SPEECH;
        DeviceSide device =
                new DeviceSide(mcp, session.hello().features().mcp(), tools, format, playout(session, format), timers);
        VoiceSession opened = new VoiceSession(
                session, paced ? services : collected, paced ? spoken : spoken.withIdle(NEVER_IDLE), device);
        voice.set(opened);
        live.put(session.id(), new Live(mcp, tools, opened));
        return opened;
    }

    private PlayoutSettings playout(DeviceSession session, AudioParams format) {
        int frame = format.frameDurationMillis();
        return session.link().live()
                ? new PlayoutSettings(frame, waitsForPlayback(session.deviceId()))
                : PlayoutSettings.atOnce(frame);
    }

    @Override
    public Optional<LiveConversation> of(DeviceId device) {
        return sessions.of(device).map(session -> live.get(session.id()));
    }

    @Override
    public void opened(DeviceSession session) {}

    @Override
    public void ended(DeviceSession session, SessionEnd reason) {
        live.remove(session.id());
    }

    private record Live(DeviceMcp mcp, SessionTools actions, VoiceSession voice) implements LiveConversation {
        private static final Duration TOOLS_WAIT = Duration.ofSeconds(5);

        @Override
        public List<ToolDescription> tools() throws InterruptedException {
            mcp.awaitTools(TOOLS_WAIT);
            return mcp.tools();
        }

        @Override
        public ToolResult operate(String tool, JsonNode arguments) throws InterruptedException {
            mcp.awaitTools(TOOLS_WAIT);
            return actions.operate(tool, arguments);
        }

        @Override
        public void announce(String text) {
            voice.announce(text);
        }
    }

    private boolean waitsForPlayback(DeviceId device) {
        return devices.find(device)
                .map(known -> known.reported().firmware())
                .flatMap(FirmwareVersion::reported)
                .map(version -> DRAINS_ITS_QUEUE.newerThan(version))
                .orElse(true);
    }

    private VoiceOptions forDevice(DeviceId device) {
        String configured = options.prompt().get();
        Locale language = assisting.language(device).orElseGet(() -> reported(device));
        return options.in(language).asking(() -> assisting.prompt(device, configured));
    }

    private Locale reported(DeviceId device) {
        return devices.find(device)
                .map(known -> known.reported().language())
                .flatMap(VoiceSessions::spoken)
                .orElseGet(usual);
    }

    /** A device's language where somebody here may speak it; a device with another menu language speaks the default. */
    private static Optional<Locale> spoken(String tag) {
        Locale language = Locale.forLanguageTag(tag);
        return switch (language.getLanguage()) {
            case "zh", "en" -> Optional.of(language);
            case String other -> Optional.empty();
        };
    }
}
