package dev.mynah.voice.audio;

import java.util.Optional;

/** Which Opus the server uses. */
public final class OpusCodecs {
    /** Complexity of downlink encoding: more costs more than it can be heard (docs/adr/0012). */
    public static final int DEFAULT_COMPLEXITY = 0;

    private OpusCodecs() {}

    /** What a configuration may ask for. */
    public enum Choice {
        /** The system's libopus when there is one, else Concentus. */
        AUTO,
        /** The system's libopus or nothing. */
        LIBOPUS,
        /** Pure Java, even where libopus is installed. */
        CONCENTUS
    }

    /** The best codec of this machine at the default complexity. */
    public static OpusCodec best() {
        return choose(Choice.AUTO, DEFAULT_COMPLEXITY);
    }

    /**
     * The codec that was asked for.
     *
     * @param complexity of encoding, 0 (cheap) to 10
     * @throws IllegalStateException when libopus was demanded and the system has none
     */
    public static OpusCodec choose(Choice choice, int complexity) {
        return switch (choice) {
            case CONCENTUS -> new ConcentusCodec(complexity);
            case AUTO -> libopus(complexity).orElseGet(() -> new ConcentusCodec(complexity));
            case LIBOPUS ->
                libopus(complexity)
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "libopus.so.0 was asked for but cannot be loaded; install libopus0 or choose concentus"));
        };
    }

    private static Optional<OpusCodec> libopus(int complexity) {
        return LibopusCodec.find(complexity).map(OpusCodec.class::cast);
    }
}
