package dev.mynah.voice.audio;

/**
 * Judges frames by both the detector and the room: the WebRTC detector alone calls steady noise speech, loudness alone
 * calls a slammed door speech. Not thread-safe.
 */
final class VoiceJudge {
    /** Quieter than this nobody speaks to a device. */
    private static final double QUIETEST_VOICE_DB = -60;

    private final SpeechDetector detector;
    private final double marginDb;
    private final NoiseFloor floor = new NoiseFloor();

    VoiceJudge(SpeechDetector detector, double marginDb) {
        this.detector = detector;
        this.marginDb = marginDb;
    }

    /** What one frame sounded like; whether it was voice depends on what the room turns out to be. */
    record Verdict(boolean likeSpeech, double level) {
        boolean voicedAt(double threshold) {
            return likeSpeech && level > threshold;
        }
    }

    Verdict hear(short[] frame) {
        double level = NoiseFloor.level(frame);
        floor.learn(level);
        return new Verdict(detector.isSpeech(frame), level);
    }

    /** The level above which a frame that is like speech is voice. */
    double threshold() {
        return Math.max(QUIETEST_VOICE_DB, floor.level() + marginDb);
    }

    void reset() {
        floor.reset();
    }
}
