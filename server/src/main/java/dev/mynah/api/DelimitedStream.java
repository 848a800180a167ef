package dev.mynah.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A stream that ends wherever a delimiter stands in another one, and goes on behind it when that is wanted. The first
 * delimiter may lack its leading line break, as it does when nothing stands before it. Confined to one thread.
 */
final class DelimitedStream extends InputStream {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final InputStream source;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private boolean delimited;

    DelimitedStream(InputStream source, String delimiter) {
        this.source = source;
        this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** Drops everything until a delimiter, and it too. */
    void toDelimiter() {
        byte[] dropped = new byte[4096];
        while (!delimited) {
            if (read(dropped, 0, dropped.length) < 0) {
                break;
            }
        }
        at += delimiter.length;
    }

    /** Reads on behind the delimiter that was reached. */
    void goOn() {
        delimited = false;
    }

    /** The next byte, whatever stands there; -1 at the end of everything. */
    int raw() {
        return at < end || more() ? Byte.toUnsignedInt(buffer[at++]) : -1;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (delimited || length == 0) {
            return delimited ? -1 : 0;
        }
        int clear = clear();
        while (clear == 0 && !delimited) {
            if (!more()) {
                throw MultipartForm.broken();
            }
            clear = clear();
        }
        if (clear == 0) {
            return -1;
        }
        int some = Math.min(length, clear);
        System.arraycopy(buffer, at, into, offset, some);
        at += some;
        return some;
    }

    /** How many bytes stand here that are certainly no part of a delimiter; notes when one begins right here. */
    private int clear() {
        int start = at;
        for (; start < end; start++) {
            if (buffer[start] == delimiter[0] && mayBegin(start)) {
                break;
            }
        }
        if (start == at && end - at >= delimiter.length) {
            delimited = true;
        }
        return start - at;
    }

    private boolean mayBegin(int start) {
        int length = Math.min(delimiter.length, end - start);
        for (int i = 1; i < length; i++) {
            if (buffer[start + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean more() {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        try {
            int read = source.read(buffer, end, buffer.length - end);
            if (read > 0) {
                end += read;
            }
            return read > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
