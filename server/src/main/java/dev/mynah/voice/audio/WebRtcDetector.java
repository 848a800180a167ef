package dev.mynah.voice.audio;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * WebRTC's voice activity detector. It adapts to the voice and the room by itself over about a second, and calls steady
 * noise speech until then; {@link Endpointer} makes up for that. May move between threads; calls exclude each other, so
 * that closing it cannot pull the memory from under a running call.
 */
public final class WebRtcDetector implements SpeechDetector {
    /** How sure it must be before it says speech. */
    public enum Mode {
        QUALITY(0),
        LOW_BITRATE(1),
        AGGRESSIVE(2),
        VERY_AGGRESSIVE(3);

        /** As fvad.h counts them. */
        private final int number;

        Mode(int number) {
            this.number = number;
        }
    }

    private final Fvad fvad;
    private final MemorySegment state;
    private boolean closed;

    private WebRtcDetector(Fvad fvad, Mode mode) {
        this.fvad = fvad;
        this.state = fvad.open(mode.number, OpusCodec.LISTEN_RATE);
    }

    /** A new detector; empty when the native library cannot be loaded here. */
    public static Optional<WebRtcDetector> find(Mode mode) {
        return Fvad.load().map(fvad -> new WebRtcDetector(fvad, mode));
    }

    /** A new detector, or an {@link EnergyDetector} where the native library cannot be loaded. */
    public static SpeechDetector orEnergy(Mode mode) {
        Optional<WebRtcDetector> webRtc = find(mode);
        return webRtc.isPresent() ? webRtc.get() : new EnergyDetector();
    }

    @Override
    public synchronized boolean isSpeech(short[] frame) {
        if (closed) {
            throw new IllegalStateException("detector is closed");
        }
        OpusFormat.requireFrame(frame, FRAME_SAMPLES);
        return fvad.process(state, frame);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            fvad.free(state);
        }
    }
}
