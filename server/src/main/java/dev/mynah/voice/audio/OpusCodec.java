package dev.mynah.voice.audio;

/** Opus coding as the voice path needs it. Implementations are thread-safe; the coders they make are not. */
public interface OpusCodec {
    /** Sample rate at which devices speak and recognisers listen, in Hz. */
    int LISTEN_RATE = 16_000;

    /** Name for logs, such as {@code libopus 1.3.1} or {@code concentus}. */
    String name();

    /** A decoder of one uplink stream. */
    Decoder decoder();

    /**
     * An encoder of one downlink stream.
     *
     * @param sampleRate 8000, 12000, 16000, 24000 or 48000 Hz
     * @param frameMillis 5, 10, 20, 40 or 60 ms; the exact duration of every packet
     */
    Encoder encoder(int sampleRate, int frameMillis);

    /** Decodes one stream, packet by packet. */
    interface Decoder extends AutoCloseable {
        /**
         * Decodes a packet of any legal duration, bandwidth and mode, DTX packets of 1-3 bytes included.
         *
         * @return mono samples at {@link OpusCodec#LISTEN_RATE}; empty for an empty packet
         * @throws CorruptPacketException when it is not Opus; the decoder stays usable
         */
        short[] decode(byte[] packet) throws CorruptPacketException;

        @Override
        void close();
    }

    /** Encodes one stream, frame by frame. */
    interface Encoder extends AutoCloseable {
        /** Samples in one frame. */
        int frameSamples();

        /** Encodes exactly {@link #frameSamples} mono samples into one packet. */
        byte[] encode(short[] frame);

        @Override
        void close();
    }
}
