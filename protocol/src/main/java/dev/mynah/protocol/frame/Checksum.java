package dev.mynah.protocol.frame;

import java.util.zip.CRC32;

/** What proves that a frame arrived as it was sent; sent in the byte order of the format. */
public enum Checksum {
    /** None: for layers below that do not corrupt. */
    NONE(0),
    /** All bytes combined by exclusive or. Finds one wrong bit, not two that cancel out. */
    XOR8(1),
    /** The sum of all bytes, modulo 256. */
    SUM8(1),
    /** CRC-16/MODBUS: polynomial 0x8005 reflected, begins with 0xFFFF. Finds every burst of up to 16 bits. */
    CRC16_MODBUS(2),
    /** CRC-16/IBM-3740, often called CCITT-FALSE: polynomial 0x1021, begins with 0xFFFF. */
    CRC16_CCITT(2),
    /** CRC-32 as Ethernet and zip have it. What remains unnoticed is one damage in four thousand million. */
    CRC32(4);

    private final int bytes;

    Checksum(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes it takes in a frame. */
    public int bytes() {
        return bytes;
    }

    /** The checksum of a part of an array, as an unsigned number. */
    public long of(byte[] data, int from, int length) {
        return switch (this) {
            case NONE -> 0;
            case XOR8 -> xor(data, from, length);
            case SUM8 -> sum(data, from, length);
            case CRC16_MODBUS -> modbus(data, from, length);
            case CRC16_CCITT -> ccitt(data, from, length);
            case CRC32 -> crc32(data, from, length);
        };
    }

    private static long xor(byte[] data, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all ^= data[i] & 0xff;
        }
        return all;
    }

    private static long sum(byte[] data, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all += data[i] & 0xff;
        }
        return all & 0xff;
    }

    private static long modbus(byte[] data, int from, int length) {
        int crc = 0xffff;
        for (int i = from; i < from + length; i++) {
            crc ^= data[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
            }
        }
        return crc;
    }

    private static long ccitt(byte[] data, int from, int length) {
        int crc = 0xffff;
        for (int i = from; i < from + length; i++) {
            crc ^= (data[i] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }
        return crc & 0xffff;
    }

    private static long crc32(byte[] data, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(data, from, length);
        return crc.getValue();
    }
}
