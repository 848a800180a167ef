package dev.mynah.simulator.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a device's microphone makes of sound: 16 kHz mono Opus packets of 60 ms, variable rate, complexity 0,
 * discontinuous (firmware wire contract §7). Thread-safe: it keeps nothing between calls.
 */
public final class Microphone {
    /** In Hz. */
    public static final int RATE = 16_000;

    /** Samples in a packet. */
    public static final int FRAME = RATE * 60 / 1000;

    private static final int MAX_PACKET = 1275;

    private Microphone() {}

    /**
     * Words and the silence after them, ready for the wire.
     *
     * @param packets one every 60 ms
     * @param spokenPackets how many hold speech; the rest is the silence after it
     */
    public record Utterance(List<byte[]> packets, int spokenPackets) {
        /** Copies the list, not the packets. */
        public Utterance {
            packets = List.copyOf(packets);
        }
    }

    /**
     * Encodes speech with silence after it. No room is perfectly quiet and recognisers stumble over digital zero, so
     * everything gets a noise of two steps at most.
     */
    public static Utterance utterance(short[] speech, int silenceMillis, RandomGenerator random) {
        int spoken = (speech.length + FRAME - 1) / FRAME;
        int wanted = speech.length + RATE / 1000 * silenceMillis;
        short[] padded = Arrays.copyOf(speech, (wanted + FRAME - 1) / FRAME * FRAME);
        for (int i = 0; i < padded.length; i++) {
            int noisy = padded[i] + random.nextInt(-2, 3);
            padded[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, noisy));
        }
        return new Utterance(encode(padded), spoken);
    }

    /** Packets of a quiet room. */
    public static List<byte[]> silence(int packets, RandomGenerator random) {
        return utterance(new short[0], packets * 60, random).packets();
    }

    private static List<byte[]> encode(short[] samples) {
        try {
            OpusEncoder encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setUseVBR(true);
            encoder.setComplexity(0);
            encoder.setUseDTX(true);
            List<byte[]> packets = new ArrayList<>();
            byte[] packet = new byte[MAX_PACKET];
            for (int at = 0; at + FRAME <= samples.length; at += FRAME) {
                int length = encoder.encode(samples, at, FRAME, packet, 0, packet.length);
                packets.add(Arrays.copyOf(packet, length));
            }
            return packets;
        } catch (OpusException broken) {
            throw new IllegalStateException("the Opus encoder refused its own parameters", broken);
        }
    }
}
