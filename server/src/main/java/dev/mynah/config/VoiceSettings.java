package dev.mynah.config;

import java.time.Duration;

/**
 * How a conversation goes. Immutable.
 *
 * @param endOfSpeech silence, in audio time, after which the person has finished
 * @param idleTimeout quiet time after which a conversation is closed; below the 120 s of the firmware
 * @param maxUtterance longest speech taken as one question
 * @param recognitionTimeout longest wait for the text of an utterance
 * @param replyTimeout longest time a reply may make no progress
 * @param prompt who the assistant is
 * @param greeting said when a device was woken; empty for nothing
 * @param voiceActivityMode 0 (everything that may be speech) to 3 (only what surely is)
 * @param recognisers utterances the built-in recogniser works on at the same time
 */
public record VoiceSettings(
        Duration endOfSpeech,
        Duration idleTimeout,
        Duration maxUtterance,
        Duration recognitionTimeout,
        Duration replyTimeout,
        String prompt,
        String greeting,
        int voiceActivityMode,
        int recognisers) {}
