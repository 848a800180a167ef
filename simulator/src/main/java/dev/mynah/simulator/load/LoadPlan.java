package dev.mynah.simulator.load;

import dev.mynah.simulator.audio.Microphone;
import java.time.Duration;
import java.util.List;

/**
 * What a load does.
 *
 * @param devices how many connect and stay
 * @param talking how many of them talk in turns
 * @param duration of the talking, after everybody is connected
 * @param think pause between the end of an answer and the next sentence
 * @param framingVersion 1 to 3
 * @param utterances said in turn, encoded once for all
 * @param otaUrl where every device asks for its configuration
 * @param connectsAtOnce how many may be opening their channel at the same time
 * @param answerTimeout how long a talker waits for the end of an answer
 */
public record LoadPlan(
        int devices,
        int talking,
        Duration duration,
        Duration think,
        int framingVersion,
        List<Microphone.Utterance> utterances,
        String otaUrl,
        int connectsAtOnce,
        Duration answerTimeout) {
    /** Copies the list. */
    public LoadPlan {
        utterances = List.copyOf(utterances);
        if (devices < 1 || talking < 0 || talking > devices || (talking > 0 && utterances.isEmpty())) {
            throw new IllegalArgumentException("talkers need sentences, and must be among the devices");
        }
    }
}
