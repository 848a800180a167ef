package dev.mynah.simulator.audio;

import dev.mynah.protocol.audio.AudioParams;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the packets a device was sent into sound. Decoding always happens at 48 kHz: below that the pure-Java decoder
 * makes noise of hybrid packets without saying so. Thread-safe: it keeps nothing between calls.
 */
public final class Loudspeaker {
    private static final int DECODING_RATE = 48_000;
    private static final int LONGEST = DECODING_RATE * 120 / 1000;

    private Loudspeaker() {}

    /** The sound at the declared rate; a packet that cannot be decoded becomes silence of its declared length. */
    public static Wav play(List<byte[]> packets, AudioParams params) {
        short[] sound = new short[packets.size() * LONGEST];
        int length = 0;
        try {
            OpusDecoder decoder = new OpusDecoder(DECODING_RATE, 1);
            for (byte[] packet : packets) {
                length += decode(decoder, packet, sound, length, params);
            }
        } catch (OpusException broken) {
            throw new IllegalStateException("the Opus decoder refused its own parameters", broken);
        }
        return new Wav(Arrays.copyOf(sound, length), DECODING_RATE).at(params.sampleRate());
    }

    private static int decode(OpusDecoder decoder, byte[] packet, short[] sound, int at, AudioParams params) {
        try {
            return decoder.decode(packet, 0, packet.length, sound, at, LONGEST, false);
        } catch (OpusException | RuntimeException corrupt) {
            return DECODING_RATE * params.frameDurationMillis() / 1000;
        }
    }
}
