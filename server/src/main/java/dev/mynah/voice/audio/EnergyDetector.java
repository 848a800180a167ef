package dev.mynah.voice.audio;

/**
 * Calls speech what is clearly louder than the room. Weaker than the WebRTC detector (music and clatter are speech to
 * it) but needs no native code. Not thread-safe.
 */
public final class EnergyDetector implements SpeechDetector {
    private static final double MARGIN_DB = 9;
    private static final double QUIETEST_VOICE_DB = -55;

    private final NoiseFloor floor = new NoiseFloor();

    @Override
    public boolean isSpeech(short[] frame) {
        OpusFormat.requireFrame(frame, FRAME_SAMPLES);
        double level = NoiseFloor.level(frame);
        floor.learn(level);
        return level > QUIETEST_VOICE_DB && level > floor.level() + MARGIN_DB;
    }

    @Override
    public void close() {}
}
