package dev.mynah.simulator.device;

import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.simulator.audio.Loudspeaker;
import dev.mynah.simulator.audio.Wav;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn as the device saw it, complete with {@code tts stop}.
 *
 * @param sttText what the server says it heard; null when it did not say
 * @param emotion the last face, null for none
 * @param packets as they arrived; empty when the device keeps none
 * @param packetCount audio packets that arrived in Speaking
 * @param toolCalls names of the tools called since the turn before
 * @param interrupted whether the device had asked to stop
 */
public record Reply(
        @Nullable String sttText,
        @Nullable String emotion,
        List<String> sentences,
        List<byte[]> packets,
        int packetCount,
        List<String> toolCalls,
        Timings timings,
        Playback.Quality playback,
        AudioParams params,
        boolean interrupted) {
    /** Copies the lists. */
    public Reply {
        sentences = List.copyOf(sentences);
        packets = List.copyOf(packets);
        toolCalls = List.copyOf(toolCalls);
    }

    /**
     * Moments on the device's clock in nanoseconds; 0 for what did not happen.
     *
     * @param speechEnd when the last packet that holds speech was sent
     */
    public record Timings(long speechEnd, long stt, long ttsStart, long firstAudio, long lastAudio, long ttsStop) {
        /** Milliseconds from the end of speech to {@code moment}; -1 when either is unknown. */
        public double afterSpeech(long moment) {
            return speechEnd == 0 || moment == 0 ? -1 : (moment - speechEnd) / 1e6;
        }
    }

    /** The sentences in one line. */
    public String answer() {
        return String.join(" ", sentences);
    }

    /** The sound of the answer at the declared rate. */
    public Wav sound() {
        return Loudspeaker.play(packets, params);
    }
}
