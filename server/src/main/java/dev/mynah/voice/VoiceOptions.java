package dev.mynah.voice;

import dev.mynah.voice.audio.EndpointSettings;
import dev.mynah.voice.turn.TurnSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How one device's conversations go.
 *
 * @param language spoken with it
 * @param zone where it is, asked before each answer
 * @param prompt who the assistant is, asked before each answer; empty for none
 * @param wakeWords what it may report as heard when it is merely woken, in lower case
 * @param historyMessages how much of the conversation the model is told
 * @param turns the rules of turn-taking
 * @param endpoints when an utterance begins and ends
 */
public record VoiceOptions(
        Locale language,
        Supplier<ZoneId> zone,
        Supplier<String> prompt,
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

    /** These options with another assistant. */
    public VoiceOptions asking(Supplier<String> other) {
        return new VoiceOptions(language, zone, other, wakeWords, historyMessages, turns, endpoints);
    }

    /** These options in another language. */
    public VoiceOptions in(Locale other) {
        return new VoiceOptions(other, zone, prompt, wakeWords, historyMessages, turns, endpoints);
    }
}
