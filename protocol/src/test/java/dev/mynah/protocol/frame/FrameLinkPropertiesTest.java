package dev.mynah.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.frame.FrameFormat.LengthOf;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every format and every message, whatever happens on the line. */
class FrameLinkPropertiesTest {
    private static final int TRIES = 300;

    @Property(tries = TRIES, seed = "1", edgeCases = EdgeCasesMode.MIXIN)
    void what_is_sent_is_received_however_it_is_cut(
            @ForAll("formats") FrameFormat format, @ForAll("messages") List<byte[]> sent, @ForAll int seed) {
        Random random = new Random(seed);
        FrameLink receiver = new FrameLink(format);
        List<FrameMessage> received = new ArrayList<>();
        for (byte[] piece : cut(join(frames(format, sent)), random)) {
            received.addAll(receiver.receive(piece));
        }
        assertThat(texts(received)).isEqualTo(bodies(sent));
        assertThat(receiver.skippedBytes()).isZero();
    }

    @Property(tries = TRIES, seed = "2", edgeCases = EdgeCasesMode.MIXIN)
    void no_frame_is_larger_than_the_mtu(@ForAll("formats") FrameFormat format, @ForAll("messages") List<byte[]> sent) {
        assertThat(frames(format, sent))
                .allSatisfy(frame -> assertThat(frame.length).isLessThanOrEqualTo(format.mtu()));
    }

    @Property(tries = TRIES, seed = "3", edgeCases = EdgeCasesMode.MIXIN)
    void garbage_between_frames_costs_no_message(
            @ForAll("provable") FrameFormat format, @ForAll("messages") List<byte[]> sent, @ForAll int seed) {
        Random random = new Random(seed);
        FrameLink receiver = new FrameLink(format);
        List<FrameMessage> received = new ArrayList<>(receiver.receive(garbage(random)));
        for (byte[] frame : frames(format, sent)) {
            received.addAll(receiver.receive(frame));
            received.addAll(receiver.receive(garbage(random)));
        }
        // What looked like a head may still wait for bytes that do not come.
        received.addAll(receiver.quiet());
        assertThat(texts(received)).isEqualTo(bodies(sent));
    }

    @Property(tries = TRIES, seed = "4", edgeCases = EdgeCasesMode.MIXIN)
    void frames_with_a_sequence_may_come_in_any_order_and_twice(
            @ForAll("sequenced") FrameFormat format, @ForAll("messages") List<byte[]> sent, @ForAll int seed) {
        Random random = new Random(seed);
        FrameLink receiver = new FrameLink(format);
        List<FrameMessage> received = new ArrayList<>();
        for (byte[] frame : shuffled(frames(format, sent), random)) {
            received.addAll(receiver.receive(frame));
        }
        assertThat(texts(received)).isEqualTo(bodies(sent));
        assertThat(receiver.lostFrames()).isZero();
    }

    @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.MIXIN)
    void lost_frames_cost_their_messages_and_no_other(
            @ForAll("sequenced") FrameFormat format, @ForAll("messages") List<byte[]> sent, @ForAll int seed) {
        Random random = new Random(seed);
        FrameLink sender = new FrameLink(format);
        FrameLink receiver = new FrameLink(format);
        List<FrameMessage> received = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (byte[] message : sent) {
            boolean complete = true;
            for (byte[] frame : sender.send(7, message)) {
                boolean lost = random.nextInt(8) == 0;
                complete &= !lost;
                received.addAll(lost ? List.of() : receiver.receive(frame));
            }
            received.addAll(receiver.quiet());
            if (complete) {
                whole.add(Arrays.toString(message));
            }
        }
        assertThat(texts(received)).isEqualTo(whole);
    }

    @Property(tries = TRIES, seed = "6", edgeCases = EdgeCasesMode.MIXIN)
    void a_flipped_bit_never_makes_a_wrong_message(
            @ForAll("provable") FrameFormat format, @ForAll("messages") List<byte[]> sent, @ForAll int seed) {
        Random random = new Random(seed);
        byte[] line = join(frames(format, sent));
        int bit = random.nextInt(line.length * 8);
        line[bit / 8] ^= (byte) (1 << bit % 8);
        FrameLink receiver = new FrameLink(format);
        List<FrameMessage> received = new ArrayList<>(receiver.receive(line));
        received.addAll(receiver.quiet());
        assertThat(bodies(sent)).containsAll(texts(received));
        assertThat(received.size()).isBetween(sent.size() - 1, sent.size());
    }

    @Provide
    Arbitrary<FrameFormat> formats() {
        return Combinators.combine(
                        Arbitraries.of("aa", "aa55", "7e0102"),
                        Arbitraries.of(1, 2, 4),
                        Arbitraries.of(LengthOf.class),
                        Arbitraries.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN),
                        Arbitraries.of(0, 1, 2),
                        Arbitraries.of(Checksum.class),
                        Arbitraries.of("55", "0d0a", "ffff"),
                        Arbitraries.integers().between(20, 255))
                .as((head, length, of, order, sequence, checksum, tail, mtu) ->
                        new FrameFormat(head, length, of, order, sequence, checksum, tail, mtu, 4_000));
    }

    @Provide
    Arbitrary<FrameFormat> provable() {
        return formats().map(format -> format.withChecksum(Checksum.CRC32).withMtu(Math.max(24, format.mtu())));
    }

    @Provide
    Arbitrary<FrameFormat> sequenced() {
        return provable()
                .map(format -> format.sequenceBytes() == 0 ? format.withSequence(1) : format)
                .map(format -> format.withMtu(Math.max(26, format.mtu())));
    }

    @Provide
    Arbitrary<List<byte[]>> messages() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(0)
                .ofMaxSize(300)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static List<byte[]> frames(FrameFormat format, List<byte[]> messages) {
        FrameLink sender = new FrameLink(format);
        return messages.stream()
                .flatMap(message -> sender.send(7, message).stream())
                .toList();
    }

    private static List<String> bodies(List<byte[]> messages) {
        return messages.stream().map(Arrays::toString).toList();
    }

    private static List<String> texts(List<FrameMessage> messages) {
        return messages.stream().map(message -> Arrays.toString(message.data())).toList();
    }

    private static byte[] join(List<byte[]> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<byte[]> cut(byte[] line, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < line.length; ) {
            int end = Math.min(line.length, at + 1 + random.nextInt(40));
            pieces.add(Arrays.copyOfRange(line, at, end));
            at = end;
        }
        return pieces;
    }

    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            // Much of it looks like a head, which is what garbage must do to be in the way.
            bytes[i] = random.nextInt(3) == 0 ? (byte) 0xaa : bytes[i];
        }
        return bytes;
    }

    /** Every frame comes within half a window of its place, and some of them twice. */
    private static List<byte[]> shuffled(List<byte[]> frames, Random random) {
        List<byte[]> order = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += FrameOrder.WINDOW / 2) {
            List<byte[]> block =
                    new ArrayList<>(frames.subList(from, Math.min(frames.size(), from + FrameOrder.WINDOW / 2)));
            block.add(block.get(random.nextInt(block.size())));
            java.util.Collections.shuffle(block, random);
            order.addAll(block);
        }
        return order;
    }
}
