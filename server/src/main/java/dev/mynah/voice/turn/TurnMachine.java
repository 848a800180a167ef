package dev.mynah.voice.turn;

import dev.mynah.protocol.ListenMode;
import dev.mynah.voice.turn.TurnEffect.Arm;
import dev.mynah.voice.turn.TurnEffect.BeginAnnouncement;
import dev.mynah.voice.turn.TurnEffect.BeginApology;
import dev.mynah.voice.turn.TurnEffect.BeginReply;
import dev.mynah.voice.turn.TurnEffect.CancelReply;
import dev.mynah.voice.turn.TurnEffect.Disarm;
import dev.mynah.voice.turn.TurnEffect.DropUtterance;
import dev.mynah.voice.turn.TurnEffect.EndChannel;
import dev.mynah.voice.turn.TurnEffect.EndReason;
import dev.mynah.voice.turn.TurnEffect.Fence;
import dev.mynah.voice.turn.TurnEffect.PausePlayout;
import dev.mynah.voice.turn.TurnEffect.ResetListening;
import dev.mynah.voice.turn.TurnEffect.ResumePlayout;
import dev.mynah.voice.turn.TurnEffect.ShowHeard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of turn-taking on one audio channel: an event goes in, what is to be done comes out. Pure: no thread, clock
 * or I/O; the same events give the same effects. Not thread-safe.
 *
 * <p>Two things go on side by side: at most one utterance of the user and at most one reply of the server, which has an
 * epoch. They overlap only when the device cancels its own echo (mode {@code realtime}); in the other modes the device's
 * microphone is off while it speaks (firmware wire contract §4.7), so what arrives then is discarded.
 */
public final class TurnMachine {
    /** Announcements that may wait for a free moment; the oldest is dropped for a newer one. */
    private static final int MAX_ANNOUNCEMENTS = 4;

    /** What a wake word or a text asked for, held until the device listens. */
    private sealed interface Opening {
        record Greeting(String text) implements Opening {}

        record Question(String text) implements Opening {}
    }

    private final TurnSettings settings;
    private final UserSpeech speech;
    private final ArrayDeque<String> announcements = new ArrayDeque<>();
    private List<TurnEffect> effects = new ArrayList<>();
    private ListenMode mode = ListenMode.AUTO;
    private boolean microphone;
    private boolean everListened;
    private long epoch;
    private boolean replying;
    private boolean apologising;
    private boolean spoke;
    private boolean paused;
    private boolean farewell;
    private @Nullable Opening opening;

    public TurnMachine(TurnSettings settings) {
        this.settings = settings;
        this.speech = new UserSpeech(settings, this::add);
    }

    /** Applies the rules to one event and says what is to be done, in order. */
    public List<TurnEffect> on(TurnEvent event) {
        effects = new ArrayList<>();
        switch (event) {
            case TurnEvent.ListenStarted started -> listenStarted(started.mode());
            case TurnEvent.ListenStopped stopped -> listenStopped();
            case TurnEvent.WakeWordHeard woken -> wakeWordHeard();
            case TurnEvent.SpeechStarted started -> speechStarted();
            case TurnEvent.SpeechStopped stopped -> speechStopped(stopped.speech());
            case TurnEvent.Heard heard -> heard(heard.utterance(), heard.text());
            case TurnEvent.RecognitionFailed failed -> recognitionFailed(failed.utterance(), failed.apology());
            case TurnEvent.TextEntered text -> textEntered(text.text());
            case TurnEvent.AnnouncementRequested request -> announcementRequested(request.text());
            case TurnEvent.ReplyProgressed progress -> replyProgressed(progress.epoch());
            case TurnEvent.PlayoutFinished finished -> playoutFinished(finished.epoch());
            case TurnEvent.DeviceAborted aborted -> deviceAborted();
            case TurnEvent.TimerFired fired -> timerFired(fired.timer());
            case TurnEvent.FarewellRequested requested -> farewell = replying;
        }
        return effects;
    }

    /** Whether audio from the device matters now. */
    public boolean listens() {
        return microphone && (!replying || mode == ListenMode.REALTIME);
    }

    /** Whether the device, not the server, says when an utterance begins and ends. */
    public boolean pushToTalk() {
        return mode == ListenMode.MANUAL;
    }

    /** The epoch of the reply under way or, when there is none, of the last one. */
    public long epoch() {
        return epoch;
    }

    /** Whether a reply is under way. */
    public boolean replying() {
        return replying;
    }

    private void listenStarted(ListenMode requested) {
        mode = requested;
        microphone = true;
        boolean first = !everListened;
        everListened = true;
        speech.drop();
        if (replying && mode == ListenMode.MANUAL) {
            // Push-to-talk: whoever presses the button wants to be heard, whether or not an abort came first.
            cut(CutReason.SUPERSEDED);
        }
        resume();
        add(new ResetListening());
        if (opening != null) {
            startOpening();
        } else if (mode != ListenMode.MANUAL && first) {
            announceNext();
        }
        if (mode == ListenMode.MANUAL && !replying) {
            speech.open();
        }
        armIdleIfQuiet();
    }

    private void listenStopped() {
        microphone = false;
        if (speech.hearing()) {
            speech.finish();
        }
    }

    private void wakeWordHeard() {
        if (!settings.greeting().isEmpty() && !replying) {
            hold(new Opening.Greeting(settings.greeting()));
        }
    }

    private void speechStarted() {
        if (!listens() || mode == ListenMode.MANUAL || speech.hearing()) {
            return;
        }
        if (replying && !paused) {
            paused = true;
            add(new PausePlayout());
        }
        speech.open();
    }

    private void speechStopped(Duration length) {
        if (!speech.hearing() || mode == ListenMode.MANUAL) {
            return;
        }
        if (paused && length.compareTo(settings.minBargeIn()) < 0) {
            // A cough or a "yes" while the device speaks is no wish to interrupt it.
            speech.drop();
            resume();
            return;
        }
        if (paused) {
            add(new Arm(TurnTimer.FALSE_INTERRUPTION, settings.falseInterruption()));
        }
        speech.finish();
    }

    private void heard(long id, String text) {
        speech.heard(id, text).ifPresent(question -> {
            if (question.isEmpty()) {
                resume();
                nothingToAnswer();
            } else {
                answer(question);
            }
        });
    }

    private void recognitionFailed(long id, Apology apology) {
        speech.failed(id).ifPresent(question -> {
            if (!question.isEmpty()) {
                answer(question);
            } else if (replying) {
                resume();
            } else {
                apologise(apology);
            }
        });
    }

    private void textEntered(String text) {
        if (everListened) {
            speech.drop();
            answer(text);
        } else {
            hold(new Opening.Question(text));
        }
    }

    private void announcementRequested(String text) {
        if (announcements.size() == MAX_ANNOUNCEMENTS) {
            announcements.poll();
        }
        announcements.add(text);
        if (everListened && !replying && speech.none()) {
            announceNext();
        }
    }

    private void replyProgressed(long of) {
        if (replying && of == epoch) {
            spoke = true;
            if (!paused) {
                add(new Arm(TurnTimer.REPLY, settings.replyProgress()));
            }
        }
    }

    private void playoutFinished(long of) {
        if (!replying || of != epoch) {
            return;
        }
        replyEnded();
        if (farewell) {
            add(new EndChannel(EndReason.FAREWELL));
            return;
        }
        if (speech.none()) {
            add(new ResetListening());
            nothingToAnswer();
        }
    }

    private void deviceAborted() {
        farewell = false;
        opening = null;
        add(new Disarm(TurnTimer.FIRST_LISTEN));
        if (replying) {
            cut(CutReason.DEVICE_ABORT);
        }
        speech.drop();
        add(new ResetListening());
        armIdleIfQuiet();
    }

    private void timerFired(TurnTimer timer) {
        switch (timer) {
            case IDLE -> {
                if (!replying && speech.none()) {
                    add(new EndChannel(EndReason.IDLE));
                }
            }
            case FIRST_LISTEN -> startOpening();
            case UTTERANCE -> {
                if (speech.hearing()) {
                    speech.finish();
                }
            }
            case RECOGNITION -> {
                if (speech.recognising()) {
                    add(new DropUtterance(speech.utterance()));
                    recognitionFailed(speech.utterance(), Apology.NOT_UNDERSTOOD);
                }
            }
            case REPLY -> replyStalled();
            case FALSE_INTERRUPTION -> resume();
        }
    }

    private void replyStalled() {
        if (!replying || paused) {
            // A paused reply waits for the user, who may well speak longer than a provider may be silent.
            return;
        }
        boolean hopeless = apologising;
        Apology apology = spoke ? Apology.BROKEN_OFF : Apology.NO_ANSWER;
        cut(CutReason.STALLED);
        if (hopeless) {
            nothingToAnswer();
        } else {
            apologise(apology);
        }
    }

    private void hold(Opening wanted) {
        opening = wanted;
        add(new Arm(TurnTimer.FIRST_LISTEN, TurnSettings.FIRST_LISTEN_WAIT));
    }

    private void startOpening() {
        Opening wanted = opening;
        opening = null;
        add(new Disarm(TurnTimer.FIRST_LISTEN));
        everListened = true;
        switch (wanted) {
            case Opening.Greeting greeting -> {
                if (mode != ListenMode.MANUAL && !replying) {
                    begin();
                    add(new BeginAnnouncement(epoch, greeting.text()));
                }
            }
            case Opening.Question question -> answer(question.text());
            case null -> {}
        }
    }

    private void answer(String question) {
        if (replying) {
            cut(CutReason.BARGE_IN);
        }
        add(new ShowHeard(question));
        begin();
        add(new BeginReply(epoch, question));
    }

    private void apologise(Apology apology) {
        begin();
        apologising = true;
        add(new BeginApology(epoch, apology));
    }

    private void announceNext() {
        String text = announcements.poll();
        if (text != null) {
            begin();
            add(new BeginAnnouncement(epoch, text));
        }
    }

    private void nothingToAnswer() {
        if (!replying) {
            announceNext();
        }
        armIdleIfQuiet();
    }

    private void begin() {
        epoch++;
        replying = true;
        apologising = false;
        spoke = false;
        paused = false;
        add(new Disarm(TurnTimer.IDLE));
        add(new Arm(TurnTimer.REPLY, settings.replyProgress()));
    }

    private void cut(CutReason reason) {
        add(new Fence(epoch + 1, reason));
        add(new CancelReply(epoch));
        farewell = false;
        replyEnded();
    }

    private void replyEnded() {
        replying = false;
        paused = false;
        add(new Disarm(TurnTimer.REPLY));
        add(new Disarm(TurnTimer.FALSE_INTERRUPTION));
    }

    private void resume() {
        if (paused) {
            paused = false;
            add(new Disarm(TurnTimer.FALSE_INTERRUPTION));
            add(new ResumePlayout());
            add(new Arm(TurnTimer.REPLY, settings.replyProgress()));
        }
    }

    private void armIdleIfQuiet() {
        if (!replying && speech.none()) {
            add(new Arm(TurnTimer.IDLE, settings.idle()));
        }
    }

    private void add(TurnEffect effect) {
        effects.add(effect);
    }
}
