package dev.mynah.voice.audio.format;

import java.util.Arrays;

/** Bare samples. */
final class PcmDecoder implements SoundDecoder {
    private final SampleFormat format;
    private byte[] rest = {};

    PcmDecoder(SampleFormat format) {
        this.format = format;
    }

    @Override
    public short[] accept(byte[] bytes) {
        byte[] all = join(rest, bytes);
        int whole = all.length - all.length % format.frameBytes();
        rest = Arrays.copyOfRange(all, whole, all.length);
        return format.mono(all, 0, whole);
    }

    @Override
    public short[] finish() throws UnreadableSoundException {
        if (rest.length > 0) {
            throw UnreadableSoundException.damaged(
                    "samples of " + format.frameBytes() + " bytes, and " + rest.length + " left over at the end");
        }
        return new short[0];
    }

    @Override
    public int sampleRate() {
        return format.sampleRate();
    }

    static byte[] join(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
