package dev.mynah.voice.audio.format;

import static dev.mynah.voice.audio.format.UnreadableSoundException.damaged;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts an Ogg stream into its pages (RFC 3533), piece by piece. Not thread-safe. Holds at most one page. */
final class OggPages {
    static final int HEADER = 27;
    static final int CAPTURE = 0x5367674f; // "OggS", little-endian
    private static final int[] CRC = crcTable();

    /**
     * One page.
     *
     * @param granule the position its last complete packet ends at; -1 when none ends on it
     * @param lacing lengths of the segments, 0 to 255
     */
    record Page(int flags, long granule, int serial, int number, int[] lacing, byte[] body) {
        boolean continues() {
            return (flags & 1) != 0;
        }

        boolean first() {
            return (flags & 2) != 0;
        }

        boolean last() {
            return (flags & 4) != 0;
        }
    }

    private byte[] rest = {};

    List<Page> accept(byte[] bytes) throws UnreadableSoundException {
        byte[] all = PcmDecoder.join(rest, bytes);
        List<Page> pages = new ArrayList<>();
        int at = 0;
        for (int size = size(all, at); size > 0 && at + size <= all.length; size = size(all, at)) {
            pages.add(page(all, at, size));
            at += size;
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        return pages;
    }

    /** Bytes that belong to no complete page. */
    int waiting() {
        return rest.length;
    }

    /** Bytes of the page that begins here; 0 when that is not known yet. */
    private static int size(byte[] all, int at) throws UnreadableSoundException {
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        if (all.length - at < 6) {
            return 0;
        }
        if (in.getInt(at) != CAPTURE || all[at + 4] != 0) {
            throw damaged("what should be an Ogg page is none");
        }
        if (all.length - at < HEADER || all.length - at < HEADER + (all[at + 26] & 0xff)) {
            return 0;
        }
        int segments = all[at + 26] & 0xff;
        int size = HEADER + segments;
        for (int i = 0; i < segments; i++) {
            size += all[at + HEADER + i] & 0xff;
        }
        return size;
    }

    private static Page page(byte[] all, int at, int size) throws UnreadableSoundException {
        byte[] bytes = Arrays.copyOfRange(all, at, at + size);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int number = in.getInt(18);
        int claimed = in.getInt(22);
        in.putInt(22, 0);
        if (crc(bytes) != claimed) {
            throw damaged("Ogg page " + Integer.toUnsignedString(number) + " has a wrong checksum");
        }
        int[] lacing = new int[bytes[26] & 0xff];
        for (int i = 0; i < lacing.length; i++) {
            lacing[i] = bytes[HEADER + i] & 0xff;
        }
        byte[] body = Arrays.copyOfRange(bytes, HEADER + lacing.length, size);
        return new Page(bytes[5], in.getLong(6), in.getInt(14), number, lacing, body);
    }

    /** The checksum of a page whose own checksum is 0: CRC-32 unreflected, as Ogg has it. */
    static int crc(byte[] page) {
        int crc = 0;
        for (byte one : page) {
            crc = (crc << 8) ^ CRC[((crc >>> 24) ^ one) & 0xff];
        }
        return crc;
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
