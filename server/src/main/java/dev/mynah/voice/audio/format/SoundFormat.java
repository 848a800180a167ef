package dev.mynah.voice.audio.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats in which sound is taken and given (documented protocols §3, §8). */
public enum SoundFormat {
    /** RIFF/WAVE. */
    WAV("audio/wav"),
    /** Bare samples, little-endian, as their sender says they are. */
    PCM("application/octet-stream"),
    /** MPEG audio layer III. */
    MP3("audio/mpeg"),
    /** Opus in Ogg pages (RFC 7845), or one bare packet in each piece. */
    OPUS("audio/ogg");

    private final String mediaType;

    SoundFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The name in messages. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The media type of a file. */
    public String mediaType() {
        return mediaType;
    }

    /** The format of a name, in any case; {@code ogg} is Opus too. */
    public static Optional<SoundFormat> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return plain.equals("ogg")
                ? Optional.of(OPUS)
                : Arrays.stream(values())
                        .filter(format -> format.wireName().equals(plain))
                        .findFirst();
    }
}
