package dev.mynah.api.vision;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578) with a question and a file while it comes, in whatever order they are (firmware
 * wire contract §6.6 has the question first). Memory only, and not more of it than was put in. For one thread; has to be
 * closed.
 */
final class PhotoForm implements AutoCloseable {
    static final int LONGEST_QUESTION = 4096;
    private static final int MOST_FIELDS = 8;
    private static final int HEADERS_AND_BOUNDARIES = 16 * 1024;
    private static final int KEPT_READ = 64 * 1024;
    /** The decoder keeps an object for each piece it gets, so a photo in chunks of one byte would fill the memory. */
    private static final int PIECE = 8 * 1024;

    /** The decoder forgets half a file without releasing it; on the heap that does no harm. */
    static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private final HttpPostMultipartRequestDecoder decoder;
    private byte @Nullable [] file;
    private @Nullable String question;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean closed;

    /** The form is not one. */
    static final class BrokenForm extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenForm(String problem) {
            super(problem);
        }
    }

    /** What was in it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Content(String question, byte[] file) {}

    /** @throws BrokenForm when the type is not that of a form, or names no boundary */
    PhotoForm(@Nullable String contentType) throws BrokenForm {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new BrokenForm("The Content-Type has to be multipart/form-data.");
        }
        DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false),
                    head,
                    StandardCharsets.UTF_8,
                    MOST_FIELDS,
                    HEADERS_AND_BOUNDARIES);
        } catch (RuntimeException unreadable) {
            throw new BrokenForm("The Content-Type has to name a boundary.");
        }
        decoder.setDiscardThreshold(KEPT_READ);
    }

    /** Takes more of the body. */
    void add(byte[] bytes) throws BrokenForm {
        pending.writeBytes(bytes);
        if (pending.size() >= PIECE) {
            read();
        }
    }

    private void read() throws BrokenForm {
        ByteBuf piece = HEAP.heapBuffer(pending.size()).writeBytes(pending.toByteArray());
        pending.reset();
        try {
            decoder.offer(new DefaultHttpContent(piece));
            take();
        } catch (EndOfDataDecoderException complete) {
            // What follows the last boundary: some modems send one line end more.
        } catch (RuntimeException | IOException broken) {
            throw unreadable();
        }
    }

    /** The body is complete. */
    Content finish() throws BrokenForm {
        read();
        if (!ended()) {
            throw new BrokenForm("The form breaks off before its last boundary.");
        }
        String asked = question;
        byte[] photo = file;
        if (asked == null || photo == null) {
            throw new BrokenForm("The form needs a field question and a field file.");
        }
        return new Content(asked, photo);
    }

    /** The decoder says so in no other way. */
    private boolean ended() throws BrokenForm {
        try {
            decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
            take();
            return false;
        } catch (EndOfDataDecoderException complete) {
            return true;
        } catch (RuntimeException | IOException broken) {
            throw unreadable();
        }
    }

    private static BrokenForm unreadable() {
        return new BrokenForm("The form cannot be read.");
    }

    private void take() throws BrokenForm, IOException {
        while (decoder.hasNext()) {
            InterfaceHttpData part = decoder.next();
            if (part instanceof HttpData data) {
                take(data);
                // The decoder keeps a reference of its own until it is destroyed.
                decoder.removeHttpDataFromClean(data);
                data.release();
            }
        }
    }

    private void take(HttpData part) throws BrokenForm, IOException {
        switch (part.getName()) {
            case "question" -> {
                if (question != null) {
                    throw new BrokenForm("There are two questions.");
                }
                if (part.length() > LONGEST_QUESTION) {
                    throw new BrokenForm("The question is longer than %d bytes.".formatted(LONGEST_QUESTION));
                }
                question = new String(part.get(), StandardCharsets.UTF_8).strip();
            }
            case "file" -> {
                if (file != null) {
                    throw new BrokenForm("There are two files.");
                }
                file = part.get();
            }
            case null, default -> {
                // Other fields of a device to come are none of our business.
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decoder.destroy();
        }
    }
}
