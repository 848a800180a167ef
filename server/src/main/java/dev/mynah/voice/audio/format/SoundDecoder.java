package dev.mynah.voice.audio.format;

/**
 * Turns the bytes of a file or stream into samples, piece by piece as they come. Not thread-safe: one for each sound.
 * Whatever comes, it answers with samples or an {@link UnreadableSoundException}, after which it is of no more use.
 */
public interface SoundDecoder extends AutoCloseable {
    /** Takes the next bytes, as many as there are, and returns the samples that are complete with them, mono. */
    short[] accept(byte[] bytes) throws UnreadableSoundException;

    /**
     * Nothing more comes: the samples that waited for it.
     *
     * @throws UnreadableSoundException when the sound cannot end here
     */
    short[] finish() throws UnreadableSoundException;

    /** Rate of the samples in Hz; only valid once samples came. */
    int sampleRate();

    @Override
    default void close() {}
}
