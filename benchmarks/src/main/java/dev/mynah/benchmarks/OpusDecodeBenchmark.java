package dev.mynah.benchmarks;

import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.OpusCodecs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One uplink packet of 60 ms to 16 kHz: as devices send it (16 kHz) and as browsers may (24 kHz, hybrid). */
@State(Scope.Thread)
@Warmup(iterations = 2, time = 1)
public class OpusDecodeBenchmark {
    @Param({"CONCENTUS", "LIBOPUS"})
    private OpusCodecs.Choice codec;

    @Param({"16000", "24000"})
    private int sentRate;

    private Turning<byte[]> packets;
    private OpusCodec.Decoder decoder;

    @Setup
    public void open() {
        decoder = OpusCodecs.choose(codec, 0).decoder();
        try (OpusCodec.Encoder encoder =
                OpusCodecs.choose(OpusCodecs.Choice.CONCENTUS, 0).encoder(sentRate, 60)) {
            packets = new Turning<>(
                    Speech.frames(sentRate, 60).stream().map(encoder::encode).toList());
        }
    }

    @Benchmark
    public short[] decode_60_ms() throws CorruptPacketException {
        return decoder.decode(packets.next());
    }

    @TearDown
    public void close() {
        decoder.close();
    }
}
