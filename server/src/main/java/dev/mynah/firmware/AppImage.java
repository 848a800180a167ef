package dev.mynah.firmware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Reads what an ESP32 application image says of itself, and refuses what is none. The form is ESP-IDF's: a header of 24
 * bytes, segments each with a head of 8, a check byte that ends a block of 16, and the SHA-256 of all that; the first
 * segment begins with the application's description. What is behind that, such as a signature, is not looked at. Used once.
 */
final class AppImage {
    private static final int MAGIC = 0xE9;
    private static final int DESCRIPTION_MAGIC = 0xABCD5432;
    private static final int HEAD_BYTES = 288;
    private static final int HEADER_BYTES = 24;
    private static final int DESCRIPTION_AT = 32;
    private static final int DESCRIPTION_BYTES = 256;
    private static final int MOST_SEGMENTS = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARTITION_TABLE_AT = 0x8000;

    private static final Map<Integer, String> CHIPS = Map.of(
            0, "esp32",
            2, "esp32s2",
            5, "esp32c3",
            9, "esp32s3",
            12, "esp32c2",
            13, "esp32c6",
            16, "esp32h2",
            18, "esp32p4",
            20, "esp32c61",
            23, "esp32c5");

    private final FileChannel file;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private AppImage(FileChannel file) throws IOException {
        this.file = file;
        fill(head, 0);
    }

    /** @throws UnusableImageException when the file is no application, or not a whole one */
    static FirmwareImage.Built read(Path path) throws IOException, UnusableImageException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new AppImage(file).built();
        }
    }

    private FirmwareImage.Built built() throws IOException, UnusableImageException {
        if (file.size() < HEADER_BYTES || Byte.toUnsignedInt(head.get(0)) != MAGIC) {
            throw new UnusableImageException(
                    "This is no ESP32 application: it does not begin with the byte E9. Upload the"
                            + " application that the build made, such as build/xiaozhi.bin.");
        }
        if (complete()) {
            new ImageIntegrity(file, end()).check();
        }
        boolean described = file.size() >= HEAD_BYTES && head.getInt(DESCRIPTION_AT) == DESCRIPTION_MAGIC;
        return new FirmwareImage.Built(
                chip(), described ? text(DESCRIPTION_AT + 16) : "", described ? text(DESCRIPTION_AT + 48) : "");
    }

    /** Whether the header is one that the build tools write; only then what it says can be held against the rest. */
    private boolean plausible() {
        int segments = head.get(1);
        int hashed = head.get(23);
        return segments >= 1
                && segments <= MOST_SEGMENTS
                && (hashed == 0 || hashed == 1)
                && CHIPS.containsKey(chipId())
                && Integer.toUnsignedLong(head.getInt(28)) >= DESCRIPTION_BYTES;
    }

    private boolean complete() throws IOException, UnusableImageException {
        if (!plausible()) {
            return false;
        }
        long end = end();
        if (end + hashBytes() > file.size()) {
            throw new UnusableImageException(
                    "The file is cut off: the image has %d bytes, the file %d. Copy it again and upload that."
                            .formatted(end + hashBytes(), file.size()));
        }
        ByteBuffer table = ByteBuffer.allocate(2);
        fill(table, PARTITION_TABLE_AT);
        if (end <= PARTITION_TABLE_AT && table.get(0) == (byte) 0xAA && table.get(1) == 0x50) {
            throw new UnusableImageException(
                    "This is the content of a whole flash (such as merged-binary.bin), with"
                            + " bootloader and partition table. Devices install the application alone, such as build/xiaozhi.bin.");
        }
        return hashBytes() > 0;
    }

    private int hashBytes() {
        return head.get(23) == 1 ? HASH_BYTES : 0;
    }

    /** Where the hash begins. */
    private long end() throws IOException {
        long at = HEADER_BYTES;
        ByteBuffer segment = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < head.get(1) && at + 8 <= file.size(); i++) {
            fill(segment, at);
            at += 8 + Integer.toUnsignedLong(segment.getInt(4));
        }
        return at / 16 * 16 + 16;
    }

    private int chipId() {
        return Short.toUnsignedInt(head.getShort(12));
    }

    private String chip() {
        return plausible() ? String.valueOf(CHIPS.get(chipId())) : "";
    }

    private String text(int at) {
        int length = 0;
        while (length < 32 && head.get(at + length) != 0) {
            length++;
        }
        return new String(head.array(), at, length, StandardCharsets.UTF_8);
    }

    private void fill(ByteBuffer buffer, long at) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
            // the next part
        }
        buffer.rewind();
    }
}
