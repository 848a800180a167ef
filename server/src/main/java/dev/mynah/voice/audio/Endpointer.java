package dev.mynah.voice.audio;

import dev.mynah.voice.audio.SpeechEvent.SpeechContinues;
import dev.mynah.voice.audio.SpeechEvent.SpeechStarted;
import dev.mynah.voice.audio.SpeechEvent.SpeechStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where utterances begin and end. Counts only audio time, so it decides the same whether the audio comes live, in
 * bursts or from a file. Pieces of any size; no clock, no threads. Not thread-safe: one per stream.
 *
 * <p>An utterance may be as short as {@link EndpointSettings#startVoice}; nothing that began is ever dropped.
 */
public final class Endpointer implements AutoCloseable {
    /** Who says when an utterance ends (firmware wire contract §4.5). */
    public enum Listening {
        /** The endpointer: modes {@code auto} and {@code realtime}. */
        AUTOMATIC,
        /** A button: from {@link #listen} to {@link #stop} everything is the utterance. */
        HELD
    }

    private enum Phase {
        /** Automatic, nobody speaks. */
        WAITING,
        /** Inside an utterance. */
        SPEAKING,
        /** A held utterance was ended by force; what follows is not heard until the next listen. */
        CUT
    }

    private final SpeechDetector detector;
    private final EndpointSettings settings;
    private final FrameAssembler frames = new FrameAssembler(SpeechDetector.FRAME_SAMPLES);
    private final VoiceWindow recent;
    private final VoiceJudge judge;
    private final List<SpeechEvent> events = new ArrayList<>();
    private final List<short[]> heard = new ArrayList<>();

    private Listening listening = Listening.AUTOMATIC;
    private Phase phase = Phase.WAITING;
    private long now;
    private long startedAt;
    private long lastVoice;
    private int voicedRun;
    private boolean voiced;

    /** @param detector closed with the endpointer */
    public Endpointer(SpeechDetector detector, EndpointSettings settings) {
        this.detector = detector;
        this.settings = settings;
        this.judge = new VoiceJudge(detector, settings.marginDb());
        this.recent = new VoiceWindow(
                EndpointSettings.frames(settings.startWindow()), EndpointSettings.frames(settings.preRoll()));
    }

    /** Audio time of everything accepted so far. */
    public AudioTime now() {
        return new AudioTime(now + frames.waiting());
    }

    /** Begins to listen, whatever went on before. Audio time runs on, and the room's noise is remembered. */
    public List<SpeechEvent> listen(Listening by) {
        forgetUtterance();
        listening = by;
        if (by == Listening.HELD) {
            begin(now, new short[0]);
        }
        return handOut();
    }

    /** Hears the next samples at 16 kHz, as many as there are. */
    public List<SpeechEvent> accept(short[] samples) {
        frames.add(samples).forEach(this::hear);
        return handOut();
    }

    /** Ends the utterance now: the button was released, or the device went away. */
    public List<SpeechEvent> stop() {
        short[] rest = frames.drain();
        now += rest.length;
        if (phase == Phase.SPEAKING) {
            heard.add(rest);
            end();
        }
        forgetUtterance();
        return handOut();
    }

    /** Forgets everything but the audio time: the next sample may come from another room. */
    public void reset() {
        forgetUtterance();
        judge.reset();
        listening = Listening.AUTOMATIC;
    }

    @Override
    public void close() {
        detector.close();
    }

    private void hear(short[] frame) {
        VoiceJudge.Verdict verdict = judge.hear(frame);
        now += frame.length;
        switch (phase) {
            case WAITING -> waitForVoice(frame, verdict);
            case SPEAKING -> followVoice(frame, verdict);
            case CUT -> {}
        }
    }

    private void waitForVoice(short[] frame, VoiceJudge.Verdict verdict) {
        recent.add(frame, verdict);
        double threshold = judge.threshold();
        if (recent.voiced(threshold) >= EndpointSettings.frames(settings.startVoice())) {
            int first = recent.firstVoiced(threshold);
            int last = recent.lastVoiced(threshold);
            begin(now - (long) first * SpeechDetector.FRAME_SAMPLES, recent.takeFrom(first));
            voiced = true;
            lastVoice = now - (long) (last - 1) * SpeechDetector.FRAME_SAMPLES;
        }
    }

    private void begin(long at, short[] preRoll) {
        phase = Phase.SPEAKING;
        startedAt = at;
        lastVoice = at;
        voicedRun = 0;
        voiced = false;
        events.add(new SpeechStarted(new AudioTime(at), preRoll));
    }

    private void followVoice(short[] frame, VoiceJudge.Verdict verdict) {
        heard.add(frame);
        voicedRun = verdict.voicedAt(judge.threshold()) ? voicedRun + 1 : 0;
        // One voiced frame alone is a click; it does not hold an utterance open.
        if (voicedRun >= 2) {
            lastVoice = now;
            voiced = true;
        }
        if (now - startedAt >= AudioTime.samplesIn(settings.maxUtterance())) {
            end();
            phase = listening == Listening.HELD ? Phase.CUT : Phase.WAITING;
        } else if (listening == Listening.AUTOMATIC && now - lastVoice >= AudioTime.samplesIn(settings.endSilence())) {
            end();
        }
    }

    private void end() {
        handOverHeard();
        Duration silence = AudioTime.durationOf(now - lastVoice);
        events.add(new SpeechStopped(new AudioTime(now), silence, voiced));
        phase = Phase.WAITING;
    }

    private void forgetUtterance() {
        now += frames.drain().length;
        heard.clear();
        recent.clear();
        phase = Phase.WAITING;
    }

    private void handOverHeard() {
        if (!heard.isEmpty()) {
            events.add(new SpeechContinues(Pcm.join(heard)));
            heard.clear();
        }
    }

    private List<SpeechEvent> handOut() {
        handOverHeard();
        List<SpeechEvent> out = List.copyOf(events);
        events.clear();
        return out;
    }
}
