package dev.mynah.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The 21 faces that device screens know (firmware wire contract §4.6). */
public enum Emotion {
    NEUTRAL,
    HAPPY,
    LAUGHING,
    FUNNY,
    SAD,
    ANGRY,
    CRYING,
    LOVING,
    EMBARRASSED,
    SURPRISED,
    SHOCKED,
    THINKING,
    WINKING,
    COOL,
    RELAXED,
    DELICIOUS,
    KISSY,
    CONFIDENT,
    SLEEPY,
    SILLY,
    CONFUSED;

    private static final Map<String, Emotion> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Emotion::wireName, emotion -> emotion));

    /** The lower-case name that goes on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The emotion of exactly that wire name. */
    public static Optional<Emotion> find(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The emotion of that name in any case; {@link #NEUTRAL} for a name no device knows. */
    public static Emotion named(String name) {
        return BY_NAME.getOrDefault(name.strip().toLowerCase(Locale.ROOT), NEUTRAL);
    }
}
