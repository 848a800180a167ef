package dev.mynah.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The answering side of one request: writes an answer piece by piece, or breaks it. For one thread. */
public final class FakeExchange {
    private final Socket socket;
    private final OutputStream out;
    private final Runnable onHangUp;
    private boolean chunked;
    private boolean ended;
    private boolean dripping;

    FakeExchange(Socket socket, Runnable onHangUp) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.onHangUp = onHangUp;
        socket.setTcpNoDelay(true);
    }

    /** Sends everything from here on byte by byte, each in its own packet. */
    public void drip() {
        dripping = true;
    }

    /** A complete answer of known length. */
    public void complete(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException {
        head(status, contentType, headers, "Content-Length: " + body.length);
        write(body);
        ended = true;
    }

    /** Begins an answer sent in chunks. */
    public void begin(String contentType) throws IOException {
        head(200, contentType, Map.of(), "Transfer-Encoding: chunked");
        chunked = true;
    }

    /** Sends a part of an answer that has begun. */
    public void chunk(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    public void chunk(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one server-sent event. */
    public void event(String data) throws IOException {
        chunk("data: " + data + "\n\n");
    }

    /** Ends an answer that has begun. */
    public void end() throws IOException {
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        ended = true;
    }

    /** Closes the connection in the middle of the answer. */
    public void cut() throws IOException {
        socket.close();
    }

    /** Sends nothing more until the client closes the connection. */
    public void stall() throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // a client has nothing to say here
            }
        } finally {
            onHangUp.run();
        }
    }

    boolean reusable() {
        return ended && !socket.isClosed();
    }

    private void head(int status, String contentType, Map<String, String> headers, String length) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append(length).append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        if (!dripping) {
            out.write(bytes);
            out.flush();
            return;
        }
        for (byte each : bytes) {
            out.write(each);
            out.flush();
        }
    }
}
