package dev.mynah.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines damaged in every way: no exception, no message that was not sent, and afterwards the link still works. */
class FrameMutationTest {
    private static final List<FrameFormat> FORMATS = List.of(
            FrameFormat.SERIAL.withChecksum(Checksum.CRC32),
            FrameFormat.BLE.withChecksum(Checksum.CRC32).withMtu(26),
            FrameFormat.BLE.withSequence(0).withChecksum(Checksum.CRC32).withMtu(24));

    @Test
    void fifty_thousand_damaged_lines() {
        assertThat(damaged(50_000, 11)).isGreaterThan(50_000);
    }

    @Test
    @Tag("long")
    void a_million_damaged_lines() {
        assertThat(damaged(1_000_000, 12)).isGreaterThan(1_000_000);
    }

    /** The messages that came through. */
    private static long damaged(int lines, long seed) {
        Random random = new Random(seed);
        long through = 0;
        for (int i = 0; i < lines; i++) {
            through += oneLine(FORMATS.get(i % FORMATS.size()), random);
        }
        return through;
    }

    private static int oneLine(FrameFormat format, Random random) {
        FrameLink sender = new FrameLink(format);
        Set<String> sent = new HashSet<>();
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] message = new byte[random.nextInt(60)];
            random.nextBytes(message);
            sent.add(Arrays.toString(message));
            frames.addAll(sender.send(random.nextInt(128), message));
        }
        FrameLink receiver = new FrameLink(format);
        List<FrameMessage> received = new ArrayList<>(receiver.receive(mutate(frames, random)));
        received.addAll(receiver.quiet());
        for (FrameMessage message : received) {
            assertThat(sent).contains(Arrays.toString(message.data()));
        }
        receiver.reset();
        byte[] after = {1, 2, 3};
        List<FrameMessage> next =
                receiver.receive(new FrameLink(format).send(1, after).getFirst());
        assertThat(next).as("the link works after the damage").hasSize(1);
        return received.size();
    }

    private static byte[] mutate(List<byte[]> frames, Random random) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            byte[] bytes = frame.clone();
            switch (random.nextInt(12)) {
                case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 3 -> bytes = Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
                case 4 -> line.writeBytes(bytes);
                case 5 -> line.writeBytes(noise(random));
                default -> {}
            }
            line.writeBytes(bytes);
        }
        return line.toByteArray();
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }
}
