package dev.mynah.provider.trial;

import dev.mynah.voice.llm.Picture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A picture of which everybody can say what it shows: a red square, as PNG (W3C, "Portable Network Graphics", §11). */
final class TrialPicture {
    /** Pixels a side; some services refuse pictures below 32. */
    private static final int SIDE = 64;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte EIGHT_BITS = 8;
    private static final byte PALETTE = 3;
    private static final byte[] RED = {(byte) 0xE0, 0x10, 0x10};

    private TrialPicture() {}

    static Picture red() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(SIDE)
                .putInt(SIDE)
                .put(EIGHT_BITS)
                .put(PALETTE)
                .array();
        png.writeBytes(chunk("IHDR", header));
        png.writeBytes(chunk("PLTE", RED));
        png.writeBytes(chunk("IDAT", deflated(new byte[(SIDE + 1) * SIDE])));
        png.writeBytes(chunk("IEND", new byte[0]));
        return Picture.of(png.toByteArray()).orElseThrow();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** Each line is its filter, which is none, and the number of the one colour for each pixel. */
    private static byte[] deflated(byte[] lines) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(lines);
            deflater.finish();
            byte[] out = new byte[lines.length];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }
}
