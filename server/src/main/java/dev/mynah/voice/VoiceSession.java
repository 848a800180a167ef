package dev.mynah.voice;

import dev.mynah.conversation.Conversation;
import dev.mynah.conversation.Message;
import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionHandler;
import dev.mynah.voice.audio.AudioTime;
import dev.mynah.voice.audio.SpeechEvent;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.turn.CutReason;
import dev.mynah.voice.turn.TurnEffect;
import dev.mynah.voice.turn.TurnEvent;
import dev.mynah.voice.turn.TurnMachine;
import dev.mynah.voice.turn.TurnStage;
import dev.mynah.voice.turn.TurnTimeline;
import dev.mynah.voice.turn.TurnTimer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation on one audio channel: carries out what the {@link TurnMachine} decides. Confined to the session's lane,
 * except for {@link #announce}; recognition and replies run on virtual threads of their own and come back by the lane.
 */
public final class VoiceSession implements SessionHandler {
    private static final Logger log = LoggerFactory.getLogger(VoiceSession.class);
    private static final Duration TOOLS_WAIT = Duration.ofSeconds(2);

    /** A wake word fills at least half a second; after a released button only a few late packets may come. */
    private static final int WAKE_PACKETS = 8;

    private final DeviceSession session;
    private final VoiceServices services;
    private final VoiceOptions options;
    private final DeviceSide device;
    private final TurnMachine turns;
    private final TurnTimers timers;
    private final Hearing hearing;
    private final Recognitions recognitions;
    private final Playout playout;
    private final Speaker speaker;
    private final Conversation conversation;
    private TurnTimeline timeline = new TurnTimeline();
    private boolean voiced = true;
    private int wakePackets;
    private boolean over;
    private AudioTime speechBegan = AudioTime.START;
    private volatile @Nullable Reply reply;

    /**
     * @param device the device's tools and how it likes to be fed
     */
    public VoiceSession(DeviceSession session, VoiceServices services, VoiceOptions options, DeviceSide device) {
        this.session = session;
        this.services = services;
        this.options = options;
        this.device = device;
        this.turns = new TurnMachine(options.turns());
        this.timers = new TurnTimers(services.scheduler(), session.lane(), this::timerFired);
        this.hearing = new Hearing(services, options.language(), options.endpoints());
        this.recognitions = new Recognitions(services);
        this.playout = new Playout(session.link(), services.scheduler(), device.playout(), new PlayoutEvents());
        this.speaker = new Speaker(services.codec(), services.spoken(), device.format(), playout);
        this.conversation = new Conversation(options.historyMessages());
    }

    /** What was said so far. Thread-safe. */
    public Conversation conversation() {
        return conversation;
    }

    /** Says something by itself when nobody speaks. Thread-safe. */
    public void announce(String text) {
        session.lane().execute(() -> react(new TurnEvent.AnnouncementRequested(text)));
    }

    /** Ends the conversation once the reply under way was heard. Thread-safe. */
    public void endAfterReply() {
        session.lane().execute(() -> react(new TurnEvent.FarewellRequested()));
    }

    @Override
    public void opened() {
        timers.arm(TurnTimer.IDLE, options.turns().idle());
        device.open();
    }

    @Override
    public void message(DeviceMessage message) {
        switch (message) {
            case DeviceMessage.Listen.Start start -> listenStarted(start.mode());
            case DeviceMessage.Listen.Stop stop -> listenStopped();
            case DeviceMessage.Listen.Detect detect -> detected(detect.text());
            case DeviceMessage.Abort abort -> aborted();
            case DeviceMessage.Mcp mcp -> device.mcp().received(mcp.payload());
            case DeviceMessage.Goodbye goodbye -> session.close(SessionEnd.DEVICE_LEFT);
            case DeviceMessage.Hello hello -> log.debug("A second hello is ignored");
            case DeviceMessage.Iot iot -> log.debug("Descriptions of things by old firmware are ignored");
            case DeviceMessage.Unknown unknown -> log.debug("A message of type {} is ignored", unknown.type());
        }
    }

    @Override
    public void audio(AudioPacket packet) {
        if (over) {
            return;
        }
        if (!turns.listens()) {
            // Before the first listen this is the wake word from the device's cache; while the device speaks, its echo.
            wakePackets += turns.replying() ? 0 : 1;
            return;
        }
        hearing.hear(packet.payload()).forEach(this::heard);
    }

    @Override
    public void samples(short[] samples) {
        if (!over && turns.listens()) {
            hearing.hear(samples).forEach(this::heard);
        }
    }

    @Override
    public void asked(String text) {
        react(new TurnEvent.TextEntered(text.strip()));
    }

    @Override
    public void closed(SessionEnd reason) {
        over = true;
        timers.disarmAll();
        cut(Long.MAX_VALUE, CutReason.CHANNEL_CLOSED);
        cancelReply();
        recognitions.cancel();
        hearing.close();
        device.close();
    }

    private void heard(SpeechEvent event) {
        switch (event) {
            case SpeechEvent.SpeechStarted started -> {
                speechBegan = started.at();
                react(new TurnEvent.SpeechStarted());
                hearing.feed(started.preRoll());
            }
            case SpeechEvent.SpeechContinues more -> hearing.feed(more.samples());
            case SpeechEvent.SpeechStopped stopped -> {
                voiced = stopped.voiced();
                spoken(stopped);
                react(new TurnEvent.SpeechStopped(stopped.endOfVoice().since(speechBegan)));
            }
        }
    }

    private void spoken(SpeechEvent.SpeechStopped stopped) {
        long now = services.scheduler().nanoTime();
        timeline = new TurnTimeline();
        timeline.mark(TurnStage.SPEECH_END, now - stopped.silenceWindow().toNanos());
        timeline.mark(TurnStage.END_DECIDED, now);
    }

    private void listenStarted(ListenMode mode) {
        wakePackets = 0;
        react(new TurnEvent.ListenStarted(mode));
    }

    private void listenStopped() {
        hearing.release().forEach(this::heard);
        react(new TurnEvent.ListenStopped());
    }

    private void detected(String text) {
        boolean woken = wakePackets >= WAKE_PACKETS
                || options.wakeWords().contains(text.strip().toLowerCase(Locale.ROOT));
        wakePackets = 0;
        // A text without wake audio before it was typed, or comes from a board that has something to say.
        react(woken || text.isBlank() ? new TurnEvent.WakeWordHeard() : new TurnEvent.TextEntered(text.strip()));
    }

    private void aborted() {
        long begin = services.scheduler().nanoTime();
        boolean speaking = turns.replying();
        react(new TurnEvent.DeviceAborted());
        if (speaking) {
            services.observer().interrupted(services.scheduler().nanoTime() - begin);
        }
    }

    private void timerFired(TurnTimer timer) {
        if (timer == TurnTimer.IDLE && device.expectsAnnouncement()) {
            // A device takes a channel for dead after 120 s without a message; a timer it waits for needs it open.
            session.link().send(new ServerMessage.Llm(Emotion.NEUTRAL));
            timers.arm(TurnTimer.IDLE, options.turns().idle());
            return;
        }
        Reply waiting = reply;
        if (timer == TurnTimer.REPLY && waiting != null && waiting.usesTool()) {
            // A tool has a deadline of its own, and a camera's is longer than a provider may be silent.
            timers.arm(TurnTimer.REPLY, options.turns().replyProgress());
            return;
        }
        react(new TurnEvent.TimerFired(timer));
    }

    private void react(TurnEvent event) {
        if (!over) {
            turns.on(event).forEach(this::carryOut);
        }
    }

    private void carryOut(TurnEffect effect) {
        switch (effect) {
            case TurnEffect.OpenUtterance open -> openUtterance();
            case TurnEffect.FinishUtterance finish -> recognise(finish.utterance());
            case TurnEffect.DropUtterance drop -> dropUtterance();
            case TurnEffect.ShowHeard heard -> session.link().send(new ServerMessage.Stt(heard.text()));
            case TurnEffect.BeginReply begin -> answer(begin.epoch(), begin.text());
            case TurnEffect.BeginAnnouncement begin -> begin(begin.epoch()).say(begin.text(), services.voice());
            case TurnEffect.BeginApology begin -> begin(begin.epoch()).apologise(begin.apology());
            case TurnEffect.Fence fence -> cut(fence.minimumEpoch(), fence.reason());
            case TurnEffect.CancelReply cancel -> cancelReply();
            case TurnEffect.PausePlayout pause -> playout.hold(turns.epoch());
            case TurnEffect.ResumePlayout resume -> playout.release(turns.epoch());
            case TurnEffect.ResetListening reset -> hearing.listen(turns.pushToTalk());
            case TurnEffect.Arm arm -> arm(arm);
            case TurnEffect.Disarm disarm -> timers.disarm(disarm.timer());
            case TurnEffect.EndChannel end -> session.close(reason(end.reason()));
        }
    }

    private void arm(TurnEffect.Arm arm) {
        timers.arm(arm.timer(), arm.after());
        if (arm.timer() == TurnTimer.IDLE) {
            // The wait for somebody to speak begins exactly when nothing is heard, thought or said.
            session.link().resting();
        }
    }

    private void openUtterance() {
        voiced = true;
        hearing.open();
    }

    private void dropUtterance() {
        hearing.drop();
        recognitions.cancel();
    }

    private static SessionEnd reason(TurnEffect.EndReason reason) {
        return switch (reason) {
            case IDLE -> SessionEnd.IDLE;
            case FAREWELL -> SessionEnd.FAREWELL;
        };
    }

    private void recognise(long utterance) {
        TurnTimeline of = timeline;
        of.mark(TurnStage.END_DECIDED, services.scheduler().nanoTime());
        Hearing.Recognition recognition = hearing.finish();
        if (!voiced) {
            recognition.close();
            session.lane().execute(() -> react(new TurnEvent.Heard(utterance, "")));
            return;
        }
        recognitions.begin(utterance, recognition, event -> {
            of.mark(TurnStage.TRANSCRIBED, services.scheduler().nanoTime());
            session.lane().execute(() -> react(event));
        });
    }

    private void answer(long epoch, String question) {
        Reply answer = begin(epoch);
        // What was typed is text from the start; for what was spoken the first mark counts.
        answer.timeline().mark(TurnStage.TRANSCRIBED, services.scheduler().nanoTime());
        ReplyTools tools = new ReplyTools(device.tools(), epoch, playout, conversation, services.threads());
        List<Message> history = conversation.history();
        conversation.add(new Message.User(question));
        answer.answer(
                () -> {
                    device.mcp().awaitTools(TOOLS_WAIT);
                    return new ReplyRequest(
                            options.prompt().get(),
                            history,
                            question,
                            options.language(),
                            options.zone().get(),
                            tools);
                },
                tools);
    }

    private Reply begin(long epoch) {
        TurnTimeline of = timeline;
        timeline = new TurnTimeline();
        of.settled(PlayoutSettings.SETTLE.toNanos());
        Reply next = new Reply(epoch, services, playout, speaker, options.language(), of);
        reply = next;
        return next;
    }

    private void cut(long minimumEpoch, CutReason reason) {
        Optional<String> heard = playout.fence(minimumEpoch);
        heard.filter(text -> !text.isEmpty()).ifPresent(text -> conversation.add(new Message.Assistant(text, true)));
        if (heard.isPresent()) {
            log.debug("A reply was cut: {}", reason);
            turnOver(TurnObserver.Outcome.CUT);
        }
    }

    private void cancelReply() {
        Reply ended = reply;
        if (ended != null) {
            ended.cancel();
            reply = null;
        }
    }

    private void finished(long epoch) {
        Reply ended = reply;
        if (ended != null && ended.epoch() == epoch) {
            turnOver(TurnObserver.Outcome.FINISHED);
            // Its threads have ended, unless a stage died and left the other waiting for it.
            cancelReply();
        }
        // The device hears that it is over before anything follows from it, the end of the channel above all.
        playout.fence(epoch + 1);
        react(new TurnEvent.PlayoutFinished(epoch));
    }

    private void turnOver(TurnObserver.Outcome outcome) {
        Reply ended = reply;
        if (ended != null) {
            ended.timeline().mark(TurnStage.OVER, services.scheduler().nanoTime());
            services.observer().turnOver(session, outcome, ended.timeline());
        }
    }

    /** Brings what the playout says back to the lane. */
    private final class PlayoutEvents implements Playout.Listener {
        @Override
        public void firstFrame(long epoch, long nanoTime) {
            Reply speaking = reply;
            if (speaking != null && speaking.epoch() == epoch) {
                speaking.timeline().mark(TurnStage.FIRST_FRAME, nanoTime);
            }
        }

        @Override
        public void frameSent(long lateNanos) {
            services.observer().frameSent(lateNanos);
        }

        @Override
        public void progressed(long epoch) {
            session.lane().execute(() -> react(new TurnEvent.ReplyProgressed(epoch)));
        }

        @Override
        public void finished(long epoch, String heard) {
            // Here and not on the lane: an interruption on its way there must find what was heard to the end.
            if (!heard.isEmpty()) {
                conversation.add(new Message.Assistant(heard, false));
            }
            session.lane().execute(() -> VoiceSession.this.finished(epoch));
        }
    }
}
