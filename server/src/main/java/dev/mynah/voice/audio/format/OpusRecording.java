package dev.mynah.voice.audio.format;

import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.OpusPacket;
import java.util.ArrayList;
import java.util.List;

/** Makes a file that players know, Opus in Ogg, of the packets of a conversation. Nothing is decoded. Stateless. */
public final class OpusRecording {
    /** A larger packet would need more than the 255 segments a page of 40 packets has. */
    private static final int MAX_PACKET_BYTES = 1275;

    private OpusRecording() {}

    /**
     * The recording; packets that are no Opus are left out.
     *
     * @param sampleRate of what the packets were made of
     */
    public static byte[] of(List<byte[]> packets, int sampleRate) {
        List<byte[]> whole = new ArrayList<>();
        List<Integer> durations = new ArrayList<>();
        for (byte[] packet : packets) {
            if (packet.length == 0 || packet.length > MAX_PACKET_BYTES) {
                continue;
            }
            try {
                durations.add(OpusPacket.check(packet));
                whole.add(packet);
            } catch (CorruptPacketException e) {
                // Devices are not always careful; the rest can still be heard.
            }
        }
        return new OggOpusWriter(1).write(whole, durations, sampleRate);
    }
}
