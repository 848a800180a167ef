package dev.mynah.envelope;

import dev.mynah.protocol.envelope.AudioDescription;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import dev.mynah.voice.audio.format.HeardSound;

/**
 * Sound on its way in chunks. Which chunk comes next is never guessed: one that is not the next is reported and not used, so
 * that the sender can go on from there. Confined to the conversation's lane.
 */
final class IncomingStream implements AutoCloseable {
    private final EnvelopeRequest.StreamStart start;
    private final HeardSound sound;
    private final String messageId;
    private int first = -1;
    private int received;

    IncomingStream(EnvelopeRequest.StreamStart start, HeardSound sound, String messageId) {
        this.start = start;
        this.sound = sound;
        this.messageId = messageId;
    }

    String id() {
        return start.streamId();
    }

    String messageId() {
        return messageId;
    }

    HeardSound sound() {
        return sound;
    }

    AudioDescription description() {
        return start.description();
    }

    String compression() {
        return start.description().compression();
    }

    /** The number the next chunk must have; the first may be 0 or 1. */
    int expected() {
        return Math.max(first, 0) + received;
    }

    boolean isNext(int number) {
        return first < 0 ? number == 0 || number == 1 : number == first + received;
    }

    /** Whether a chunk of so many bytes is as large as was said. */
    boolean fits(int bytes) {
        return start.chunkSize() <= 0 || bytes <= start.chunkSize();
    }

    void took(int number) {
        first = first < 0 ? number : first;
        received++;
    }

    int received() {
        return received;
    }

    /** How many chunks there will be; 0 when that is not known. */
    int total() {
        return Math.max(0, start.totalChunks());
    }

    boolean complete() {
        return total() > 0 && received >= total();
    }

    @Override
    public void close() {
        sound.close();
    }
}
