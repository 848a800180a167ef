package dev.mynah.conversation.record;

import dev.mynah.config.ConversationSettings;
import dev.mynah.conversation.Sounds;
import dev.mynah.conversation.Turn;
import dev.mynah.conversation.TurnStore;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionHandler;
import dev.mynah.storage.StorageException;
import dev.mynah.support.Lane;
import dev.mynah.voice.TurnObserver;
import dev.mynah.voice.audio.format.OpusRecording;
import dev.mynah.voice.turn.TurnStage;
import dev.mynah.voice.turn.TurnTimeline;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every turn: what was heard and said, how it sounded, and where the time went. Thread-safe. A conversation
 * never waits for it: writing is done by one thread behind a bounded queue, and a turn that finds it full is not written,
 * which is counted.
 */
public final class TurnRecorder implements TurnObserver {
    private static final Logger log = LoggerFactory.getLogger(TurnRecorder.class);
    private static final int UPLINK_RATE = 16_000;
    private static final int DOWNLINK_RATE = 24_000;

    private final TurnStore store;
    private final Sounds sounds;
    private final KnownDevices devices;
    private final TurnNews news;
    private final Lane writer;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final ConversationSettings settings;
    private final Map<DeviceSession, Transcript> open = new ConcurrentHashMap<>();
    private final AtomicLong unwritten = new AtomicLong();

    /**
     * @param writer a lane of its own, which bounds what waits
     * @param ids of letters and digits, unique
     * @param settings what is wanted of it
     */
    public TurnRecorder(
            TurnStore store,
            Sounds sounds,
            KnownDevices devices,
            TurnNews news,
            Lane writer,
            Supplier<String> ids,
            InstantSource clock,
            ConversationSettings settings) {
        this.store = store;
        this.sounds = sounds;
        this.devices = devices;
        this.news = news;
        this.writer = writer;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /** The same handlers, followed. */
    public SessionHandler.Factory following(SessionHandler.Factory handlers) {
        return session -> {
            Transcript transcript = new Transcript();
            open.put(session, transcript);
            session.tap(link -> new TappedLink(link, transcript, () -> news.asked(session.deviceId())));
            return new FollowedSession(handlers.handle(session), transcript, () -> open.remove(session));
        };
    }

    /** Turns that could not be written because too many waited. */
    public long unwritten() {
        return unwritten.get();
    }

    @Override
    public void turnOver(DeviceSession session, Outcome outcome, TurnTimeline timeline) {
        Transcript transcript = open.get(session);
        if (transcript == null) {
            return;
        }
        Heard heard = transcript.take();
        Turn turn = turn(session, outcome, timeline, heard);
        news.over(session.deviceId(), turn);
        TurnStore.Channel channel = new TurnStore.Channel(
                session.id(),
                session.deviceId().mac(),
                owner(session.deviceId()),
                session.link().transport());
        if (keeps() && !writer.offer(() -> write(channel, turn, heard))) {
            unwritten.incrementAndGet();
        }
    }

    private boolean keeps() {
        return settings.keep().isPositive();
    }

    private @Nullable String owner(DeviceId device) {
        return devices.owner(device);
    }

    private Turn turn(DeviceSession session, Outcome outcome, TurnTimeline timeline, Heard heard) {
        boolean sound = settings.sound() && keeps();
        OptionalLong total = timeline.between(Stages.begin(timeline), TurnStage.FIRST_FRAME);
        OptionalLong own = timeline.ownShare();
        return new Turn(
                ids.get(),
                session.id(),
                clock.instant(),
                outcome(outcome, timeline),
                heard.question(),
                heard.answer(),
                timeline.trouble().map(Troubles::words).orElse(""),
                Stages.of(timeline),
                total.isPresent() ? Stages.millis(total.getAsLong()) : null,
                own.isPresent() ? Stages.millis(own.getAsLong()) : null,
                sound && !heard.questionPackets().isEmpty(),
                sound && !heard.answerPackets().isEmpty());
    }

    private static Turn.Outcome outcome(Outcome outcome, TurnTimeline timeline) {
        if (timeline.trouble().isPresent()) {
            return Turn.Outcome.FAILED;
        }
        return switch (outcome) {
            case FINISHED -> Turn.Outcome.FINISHED;
            case CUT -> Turn.Outcome.CUT;
        };
    }

    private void write(TurnStore.Channel channel, Turn turn, Heard heard) {
        try {
            // The sound first: who finds the turn finds it.
            if (turn.heardSound()) {
                sound(turn, Sounds.Side.HEARD, heard.questionPackets(), UPLINK_RATE);
            }
            if (turn.saidSound()) {
                sound(turn, Sounds.Side.SAID, heard.answerPackets(), DOWNLINK_RATE);
            }
            store.add(channel, turn);
        } catch (StorageException | IOException e) {
            unwritten.incrementAndGet();
            log.warn("A turn could not be written down: {}", e.toString());
        }
    }

    private void sound(Turn turn, Sounds.Side side, List<byte[]> packets, int rate) throws IOException {
        sounds.keep(turn.id(), turn.at(), side, OpusRecording.of(packets, rate));
    }

    @Override
    public void frameSent(long lateNanos) {}

    @Override
    public void leaked(int stages) {}

    @Override
    public void interrupted(long nanos) {}

    /** Forgets what is older than that. Blocks. */
    public void forgetBefore(Instant oldest) throws IOException {
        int turns = store.forgetBefore(oldest);
        sounds.forgetBefore(oldest);
        if (turns > 0) {
            log.info("{} turns from before {} were forgotten", turns, oldest);
        }
    }
}
