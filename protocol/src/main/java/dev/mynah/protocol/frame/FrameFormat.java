package dev.mynah.protocol.frame;

import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The shape of the frames on one link: {@code HEAD LENGTH MSG_TYPE [SEQUENCE] DATA [CHECKSUM] TAIL} (documented protocols
 * §7). HEAD finds the start, LENGTH and TAIL together prove completeness, SEQUENCE is for layers below that reorder,
 * CHECKSUM for those that corrupt; it covers everything between HEAD and itself. Immutable.
 *
 * <p>MSG_TYPE is one byte, of which makers use 0 to 127: the highest bit marks a fragment of a message that is too large
 * for one frame. A fragment's DATA begins with three bytes - the number of the message, then two bytes (high first) with
 * the place of the fragment, 0 and up, of which the highest bit says that it is the last. The parts in order, less the
 * CRC-32 (four bytes, high first) that ends them, are the message.
 *
 * @param head in hex, at least one byte
 * @param lengthBytes 1, 2 or 4
 * @param lengthOf what LENGTH counts
 * @param order of all numbers of more than one byte
 * @param sequenceBytes 0 for none, 1 or 2
 * @param tail in hex; may be empty when there is a checksum
 * @param mtu most bytes of one frame; larger messages are split. A BLE link carries 20
 * @param maxMessage most bytes of a message, put together from however many frames; bounds the memory of the receiver
 */
public record FrameFormat(
        String head,
        int lengthBytes,
        LengthOf lengthOf,
        ByteOrder order,
        int sequenceBytes,
        Checksum checksum,
        String tail,
        int mtu,
        int maxMessage) {
    /** What LENGTH counts. */
    public enum LengthOf {
        /** The bytes of DATA. */
        DATA,
        /** MSG_TYPE, SEQUENCE and DATA. */
        BODY,
        /** All of the frame, from HEAD to TAIL. */
        FRAME
    }

    /** The serial default: {@code AA 55 | LENGTH 2 | MSG_TYPE 1 | DATA | CRC-16/MODBUS 2 | 0D 0A}, big-endian. */
    public static final FrameFormat SERIAL = new FrameFormat(
            "aa55", 2, LengthOf.DATA, ByteOrder.BIG_ENDIAN, 0, Checksum.CRC16_MODBUS, "0d0a", 512, 16_384);

    /** For links that carry 20 bytes at a time and may lose or reorder them. */
    public static final FrameFormat BLE =
            new FrameFormat("aa", 1, LengthOf.DATA, ByteOrder.BIG_ENDIAN, 1, Checksum.CRC16_MODBUS, "55", 20, 4_096);

    /** The bit of MSG_TYPE that marks a fragment. */
    static final int FRAGMENT = 0x80;

    static final int FRAGMENT_HEADER = 3;
    static final int MESSAGE_CRC = 4;
    static final int MAX_FRAGMENTS = 0x8000;
    private static final int MAX_FRAME = 1 << 16;
    private static final int MAX_MESSAGE = 1 << 24;

    /** @throws IllegalArgumentException when no frame could be made, or found again, in this shape */
    public FrameFormat {
        require(head.length() >= 2 && isHex(head), "head is one byte or more in hex");
        require(isHex(tail), "tail is in hex");
        require(lengthBytes == 1 || lengthBytes == 2 || lengthBytes == 4, "LENGTH has 1, 2 or 4 bytes");
        require(sequenceBytes >= 0 && sequenceBytes <= 2, "SEQUENCE has 0, 1 or 2 bytes");
        require(!tail.isEmpty() || checksum != Checksum.NONE, "without TAIL a CHECKSUM must prove completeness");
        require(mtu <= MAX_FRAME && maxMessage >= 1 && maxMessage <= MAX_MESSAGE, "sizes out of bounds");
        int overhead = (head.length() + tail.length()) / 2 + lengthBytes + 1 + sequenceBytes + checksum.bytes();
        require(mtu > overhead + FRAGMENT_HEADER, "an MTU of " + mtu + " leaves no room for data");
        long largest = lengthBytes == 1 ? 255 : lengthBytes == 2 ? 65_535 : Integer.MAX_VALUE;
        require(mtu - overhead <= largest || lengthOf != LengthOf.DATA, "LENGTH cannot count a whole frame");
        require(mtu <= largest || lengthOf == LengthOf.DATA, "LENGTH cannot count a whole frame");
        int pieces = (maxMessage + MESSAGE_CRC) / (mtu - overhead - FRAGMENT_HEADER) + 1;
        require(pieces <= MAX_FRAGMENTS, "so large a message takes too many frames");
    }

    /** The same with another MTU. */
    public FrameFormat withMtu(int bytes) {
        return new FrameFormat(head, lengthBytes, lengthOf, order, sequenceBytes, checksum, tail, bytes, maxMessage);
    }

    /** The same with another checksum. */
    public FrameFormat withChecksum(Checksum other) {
        return new FrameFormat(head, lengthBytes, lengthOf, order, sequenceBytes, other, tail, mtu, maxMessage);
    }

    /** The same with SEQUENCE of so many bytes. */
    public FrameFormat withSequence(int bytes) {
        return new FrameFormat(head, lengthBytes, lengthOf, order, bytes, checksum, tail, mtu, maxMessage);
    }

    /** Bytes of a frame besides DATA. */
    public int overhead() {
        return (head.length() + tail.length()) / 2 + lengthBytes + 1 + sequenceBytes + checksum.bytes();
    }

    /** Most bytes of DATA in one frame. */
    public int maxData() {
        return mtu - overhead();
    }

    byte[] headBytes() {
        return HexFormat.of().parseHex(head);
    }

    byte[] tailBytes() {
        return HexFormat.of().parseHex(tail);
    }

    /** What LENGTH says for so many bytes of data. */
    int lengthFor(int data) {
        return switch (lengthOf) {
            case DATA -> data;
            case BODY -> data + 1 + sequenceBytes;
            case FRAME -> data + overhead();
        };
    }

    /** How many bytes of data a LENGTH stands for; may be negative or too many when it is none. */
    long dataFor(long length) {
        return length - lengthFor(0);
    }

    private static boolean isHex(String text) {
        return text.matches("([0-9a-fA-F]{2})*");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
