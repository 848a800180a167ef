package dev.mynah.voice.audio;

/**
 * No coding at all: a packet is its samples, little-endian. For links that collect a reply as a file, where coding it once
 * more would only cost time and sound. Stateless and thread-safe.
 */
public final class PlainSamples implements OpusCodec {
    @Override
    public String name() {
        return "samples";
    }

    @Override
    public Decoder decoder() {
        return new Decoder() {
            @Override
            public short[] decode(byte[] packet) {
                return Pcm.samples(packet);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Encoder encoder(int sampleRate, int frameMillis) {
        int samples = sampleRate * frameMillis / 1000;
        return new Encoder() {
            @Override
            public int frameSamples() {
                return samples;
            }

            @Override
            public byte[] encode(short[] frame) {
                OpusFormat.requireFrame(frame, samples);
                return Pcm.bytes(frame);
            }

            @Override
            public void close() {}
        };
    }
}
