package dev.mynah.simulator.device;

import dev.mynah.protocol.audio.AudioParams;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects one turn until it is complete. Not thread-safe. */
final class TurnNotes {
    private final boolean keepPackets;
    private final List<String> sentences = new ArrayList<>();
    private final List<byte[]> packets = new ArrayList<>();
    private @Nullable String sttText;
    private @Nullable String emotion;
    private int packetCount;
    private long speechEnd;
    private long stt;
    private long ttsStart;
    private long firstAudio;
    private long lastAudio;
    private boolean interrupted;

    TurnNotes(boolean keepPackets) {
        this.keepPackets = keepPackets;
    }

    void speechEnded(long now) {
        speechEnd = now;
    }

    void heard(String text, long now) {
        sttText = text;
        stt = now;
    }

    void face(String name) {
        emotion = name;
    }

    void started(long now) {
        ttsStart = now;
    }

    void sentence(String text) {
        sentences.add(text);
    }

    void interrupted() {
        interrupted = true;
    }

    /** Notes a packet; true when it is the turn's first. */
    boolean audio(byte[] packet, long now) {
        packetCount++;
        lastAudio = now;
        if (keepPackets) {
            packets.add(packet);
        }
        if (packetCount > 1) {
            return false;
        }
        firstAudio = now;
        return true;
    }

    Reply complete(List<String> toolCalls, Playback.Quality playback, AudioParams params, long now) {
        return new Reply(
                sttText,
                emotion,
                sentences,
                packets,
                packetCount,
                toolCalls,
                new Reply.Timings(speechEnd, stt, ttsStart, firstAudio, lastAudio, now),
                playback,
                params,
                interrupted);
    }
}
