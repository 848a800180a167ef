package dev.mynah.voice.turn;

import java.time.Duration;

/**
 * What can be set of the rules.
 *
 * @param greeting what to say when woken; empty for nothing, so that a sentence right after the wake word is heard
 * @param idle quiet time after which the channel is closed; below the device's own 120 s (firmware wire contract §4.8)
 * @param maxUtterance longest utterance on the wall clock
 * @param recognition longest wait for the text of an utterance
 * @param replyProgress longest time a reply may go without progress
 * @param minBargeIn shortest speech that interrupts a reply
 * @param falseInterruption how long a paused reply waits for words before it goes on
 */
public record TurnSettings(
        String greeting,
        Duration idle,
        Duration maxUtterance,
        Duration recognition,
        Duration replyProgress,
        Duration minBargeIn,
        Duration falseInterruption) {
    /** How long a greeting or a text waits for the device's first {@code listen start}. */
    static final Duration FIRST_LISTEN_WAIT = Duration.ofMillis(300);

    public static TurnSettings defaults() {
        return new TurnSettings(
                "",
                Duration.ofSeconds(100),
                Duration.ofSeconds(40),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
    }

    /** These settings with another greeting. */
    public TurnSettings withGreeting(String other) {
        return new TurnSettings(other, idle, maxUtterance, recognition, replyProgress, minBargeIn, falseInterruption);
    }

    /** These settings with another idle time. */
    public TurnSettings withIdle(Duration other) {
        return new TurnSettings(
                greeting, other, maxUtterance, recognition, replyProgress, minBargeIn, falseInterruption);
    }

    /** These settings with another longest utterance. */
    public TurnSettings withMaxUtterance(Duration other) {
        return new TurnSettings(greeting, idle, other, recognition, replyProgress, minBargeIn, falseInterruption);
    }

    /** These settings with other patience for providers: for the text of an utterance, and for progress of a reply. */
    public TurnSettings withTimeouts(Duration forText, Duration forProgress) {
        return new TurnSettings(greeting, idle, maxUtterance, forText, forProgress, minBargeIn, falseInterruption);
    }
}
