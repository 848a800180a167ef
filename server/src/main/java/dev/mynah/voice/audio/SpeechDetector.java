package dev.mynah.voice.audio;

/** Tells speech from the rest, frame by frame. Not thread-safe: one per stream. */
public interface SpeechDetector extends AutoCloseable {
    /** Length of a frame in samples at {@link OpusCodec#LISTEN_RATE}: 20 ms. */
    int FRAME_SAMPLES = 320;

    /** Whether the frame of exactly {@link #FRAME_SAMPLES} samples sounds like speech. */
    boolean isSpeech(short[] frame);

    @Override
    void close();
}
