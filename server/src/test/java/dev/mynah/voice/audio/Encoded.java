package dev.mynah.voice.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Packets as others make them: devices with DTX, browsers with hybrid frames, music, stereo. */
final class Encoded {
    private Encoded() {}

    /** Speech of 16 kHz in packets of one frame. */
    static List<byte[]> packets(int rate, double millis, short[] speech, Consumer<OpusEncoder> settings) {
        return packets(rate, millis, speech, settings, encoder -> {});
    }

    private static List<byte[]> packets(
            int rate, double millis, short[] speech, Consumer<OpusEncoder> settings, Consumer<OpusEncoder> beforeEach) {
        Resampler up = Resampler.aligned(16_000, rate);
        return encode(rate, 1, millis, Sound.join(up.process(speech), up.flush()), settings, beforeEach);
    }

    static List<byte[]> packets48k(short[] samples, double millis, Consumer<OpusEncoder> settings) {
        return encode(48_000, 1, millis, samples, settings, encoder -> {});
    }

    /** Speech of 16 kHz as a browser sends it. */
    static List<byte[]> hybrid(int rate, double millis, short[] speech) {
        return packets(rate, millis, speech, encoder -> {
            encoder.setForceMode(OpusMode.MODE_HYBRID);
            encoder.setBandwidth(OpusBandwidth.OPUS_BANDWIDTH_SUPERWIDEBAND);
            encoder.setBitrate(32_000);
        });
    }

    /** Speech of 16 kHz whose mode changes between SILK and hybrid after every so many packets. */
    static List<byte[]> changing(int rate, double millis, short[] speech, int every) {
        int[] packet = {0};
        return packets(rate, millis, speech, encoder -> encoder.setBitrate(32_000), encoder -> {
            boolean silk = packet[0]++ / every % 2 == 0;
            encoder.setForceMode(silk ? OpusMode.MODE_SILK_ONLY : OpusMode.MODE_HYBRID);
            encoder.setBandwidth(
                    silk ? OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND : OpusBandwidth.OPUS_BANDWIDTH_SUPERWIDEBAND);
        });
    }

    /** The same sound on both sides. */
    static List<byte[]> stereo(short[] mono48k) {
        short[] both = new short[2 * mono48k.length];
        for (int i = 0; i < mono48k.length; i++) {
            both[2 * i] = mono48k[i];
            both[2 * i + 1] = mono48k[i];
        }
        return encode(48_000, 2, 20, both, encoder -> encoder.setForceMode(OpusMode.MODE_CELT_ONLY), encoder -> {});
    }

    /** Packs so many one-frame packets into each packet (RFC 6716 code 3, variable lengths). */
    static List<byte[]> joined(List<byte[]> packets, int together) {
        List<byte[]> out = new ArrayList<>();
        for (int at = 0; at + together <= packets.size(); at += together) {
            out.add(join(packets.subList(at, at + together)));
        }
        return out;
    }

    private static byte[] join(List<byte[]> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(frames.getFirst()[0] | 3);
        out.write(0x80 | frames.size());
        for (byte[] frame : frames.subList(0, frames.size() - 1)) {
            int length = frame.length - 1;
            if (length >= 252) {
                out.write(252 + (length & 3));
                out.write((length - 252) >> 2);
            } else {
                out.write(length);
            }
        }
        frames.forEach(frame -> out.write(frame, 1, frame.length - 1));
        return out.toByteArray();
    }

    private static List<byte[]> encode(
            int rate,
            int channels,
            double millis,
            short[] samples,
            Consumer<OpusEncoder> settings,
            Consumer<OpusEncoder> beforeEach) {
        try {
            OpusEncoder encoder = new OpusEncoder(rate, channels, OpusApplication.OPUS_APPLICATION_AUDIO);
            settings.accept(encoder);
            int frame = (int) (rate * millis / 1000);
            List<byte[]> packets = new ArrayList<>();
            byte[] packet = new byte[4_000];
            for (int at = 0; at + frame * channels <= samples.length; at += frame * channels) {
                beforeEach.accept(encoder);
                int length = encoder.encode(samples, at, frame, packet, 0, packet.length);
                packets.add(Arrays.copyOf(packet, length));
            }
            return packets;
        } catch (OpusException e) {
            throw new IllegalStateException(e);
        }
    }
}
