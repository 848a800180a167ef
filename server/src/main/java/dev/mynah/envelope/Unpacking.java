package dev.mynah.envelope;

import dev.mynah.voice.audio.format.UnreadableSoundException;
import dev.mynah.voice.audio.format.UnreadableSoundException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes the {@code compression} of a message, up to a bound: a few bytes can unpack to gigabytes. */
final class Unpacking {
    /** 30 s of the largest samples there are, and more than any compressed file of so long a sound. */
    static final int MAX_BYTES = 24 << 20;

    private Unpacking() {}

    static boolean known(String compression) {
        return switch (compression) {
            case "", "none", "gzip", "deflate" -> true;
            default -> false;
        };
    }

    static byte[] unpack(byte[] bytes, String compression) throws UnreadableSoundException {
        return switch (compression) {
            case "gzip" -> read(new ByteArrayInputStream(bytes), true);
            case "deflate" -> read(new ByteArrayInputStream(bytes), false);
            default -> bytes;
        };
    }

    private static byte[] read(InputStream packed, boolean gzip) throws UnreadableSoundException {
        try (InputStream in = gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
            byte[] all = in.readNBytes(MAX_BYTES + 1);
            if (all.length > MAX_BYTES) {
                throw new UnreadableSoundException(Kind.TOO_LONG, "it unpacks to more than " + MAX_BYTES + " bytes");
            }
            return all;
        } catch (IOException damaged) {
            throw new UnreadableSoundException(
                    Kind.DAMAGED, "it is not packed with " + (gzip ? "gzip" : "deflate") + ", or damaged");
        }
    }
}
