package dev.mynah.firmware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Holds an image against the SHA-256 that the build appended. Used once. */
final class ImageIntegrity {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final FileChannel file;
    private final long end;

    /** @param end where the hash begins */
    ImageIntegrity(FileChannel file, long end) {
        this.file = file;
        this.end = end;
    }

    /** @throws UnusableImageException when it is another */
    void check() throws IOException, UnusableImageException {
        MessageDigest digest = sha256();
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        long at = 0;
        while (at < end) {
            block.clear().limit((int) Math.min(BLOCK_BYTES, end - at));
            int read = file.read(block, at);
            if (read < 0) {
                break;
            }
            at += read;
            digest.update(block.flip());
        }
        ByteBuffer written = ByteBuffer.allocate(digest.getDigestLength());
        file.read(written, end);
        if (!MessageDigest.isEqual(digest.digest(), written.array())) {
            throw new UnusableImageException(
                    "The file is damaged: it has not the checksum it was built with. Copy it again and upload that.");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
