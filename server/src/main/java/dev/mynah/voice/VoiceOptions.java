package dev.mynah.voice;

import dev.mynah.voice.audio.EndpointSettings;
import dev.mynah.voice.turn.TurnSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * How one device's conversations go.
 *
 * @param language spoken with it
 * @param zone where it is
 * @param prompt who the assistant is; empty for none
 * @param wakeWords what it may report as heard when it is merely woken, in lower case
 * @param historyMessages how much of the conversation the model is told
 * @param turns the rules of turn-taking
 * @param endpoints when an utterance begins and ends
 */
public record VoiceOptions(
        Locale language,
        ZoneId zone,
        String prompt,
        Set<String> wakeWords,
        int historyMessages,
        TurnSettings turns,
        EndpointSettings endpoints) {
    public VoiceOptions {
        wakeWords = Set.copyOf(wakeWords);
    }

    /** These options with another quiet time before the conversation is closed. */
    public VoiceOptions withIdle(Duration idle) {
        return new VoiceOptions(language, zone, prompt, wakeWords, historyMessages, turns.withIdle(idle), endpoints);
    }

    /** These options in another language. */
    public VoiceOptions in(Locale other) {
        return new VoiceOptions(other, zone, prompt, wakeWords, historyMessages, turns, endpoints);
    }
}
