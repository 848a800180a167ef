package dev.mynah.protocol.envelope;

/**
 * What a sender says of its sound. Only bare samples need it; files say it themselves.
 *
 * @param format {@code wav}, {@code pcm}, {@code mp3} or {@code opus}, as written
 * @param sampleRate in Hz, 16000 when not said
 * @param channels 1 when not said
 * @param bitDepth 16 when not said
 * @param compression {@code none}, {@code gzip} or {@code deflate}, as written; {@code none} when not said
 * @param encryption {@code none}, or {@link dev.mynah.protocol.seal.AudioSeal#NAME} when the bytes are sealed after they were
 *     packed
 */
public record AudioDescription(
        String format, int sampleRate, int channels, int bitDepth, String compression, String encryption) {
    /** Sound that is not sealed. */
    public AudioDescription(String format, int sampleRate, int channels, int bitDepth, String compression) {
        this(format, sampleRate, channels, bitDepth, compression, "none");
    }
}
