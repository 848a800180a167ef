package dev.mynah.voice.audio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The last frames before an utterance: the window in which voice is counted, and the pre-roll before it. Verdicts are
 * read anew at every frame with the noise floor of that moment, so a word that comes before the room was ever heard
 * still counts once it has ended. Not thread-safe; holds at most window + pre-roll frames.
 */
final class VoiceWindow {
    private record Heard(short[] frame, VoiceJudge.Verdict verdict) {}

    private final int window;
    private final int preRoll;
    private final ArrayDeque<Heard> frames = new ArrayDeque<>();

    VoiceWindow(int window, int preRoll) {
        this.window = window;
        this.preRoll = preRoll;
    }

    void add(short[] frame, VoiceJudge.Verdict verdict) {
        frames.addLast(new Heard(frame, verdict));
        if (frames.size() > window + preRoll) {
            frames.removeFirst();
        }
    }

    /** Voiced frames in the window. */
    int voiced(double threshold) {
        int count = 0;
        int age = 0;
        for (Iterator<Heard> newest = frames.descendingIterator(); newest.hasNext() && age < window; age++) {
            count += newest.next().verdict.voicedAt(threshold) ? 1 : 0;
        }
        return count;
    }

    /** How many frames ago, counting the newest as 1, the first voiced frame of the window began. */
    int firstVoiced(double threshold) {
        int first = 0;
        int age = 0;
        for (Iterator<Heard> newest = frames.descendingIterator(); newest.hasNext() && age < window; ) {
            age++;
            first = newest.next().verdict.voicedAt(threshold) ? age : first;
        }
        return first;
    }

    /** How many frames ago, counting the newest as 1, the last voiced frame began; 0 when there is none. */
    int lastVoiced(double threshold) {
        int age = 0;
        for (Iterator<Heard> newest = frames.descendingIterator(); newest.hasNext(); ) {
            age++;
            if (newest.next().verdict.voicedAt(threshold)) {
                return age;
            }
        }
        return 0;
    }

    /** Takes everything from the pre-roll before that frame up to now, and empties the window. */
    short[] takeFrom(int framesAgo) {
        List<short[]> taken = new ArrayList<>();
        int skip = Math.max(0, frames.size() - framesAgo - preRoll);
        frames.stream().skip(skip).forEach(heard -> taken.add(heard.frame));
        frames.clear();
        return Pcm.join(taken);
    }

    void clear() {
        frames.clear();
    }
}
