package dev.mynah.fuzz;

import java.io.IOException;

/** Damaged examples for tests with real sockets; the same seed gives the same damage. Not thread-safe. */
public final class StreamInputs {
    private final Mutations mutations;

    private StreamInputs(Mutations mutations) {
        this.mutations = mutations;
    }

    /** What clients of a broker send, from CONNECT on. */
    public static StreamInputs mqtt(long seed) throws IOException {
        return new StreamInputs(new Mutations(Corpus.hex("mqtt/streams.hex"), seed));
    }

    /** What comes to the audio port. */
    public static StreamInputs udp(long seed) throws IOException {
        return new StreamInputs(new Mutations(Corpus.hex("udp/datagrams.hex"), seed));
    }

    public byte[] next() {
        return mutations.next();
    }
}
