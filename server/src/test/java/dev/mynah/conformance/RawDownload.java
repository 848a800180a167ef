package dev.mynah.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file as a device fetches it: the address, Host and {@code Connection: close}, nothing else (firmware wire contract §3). */
record RawDownload(String statusLine, List<String> headers, byte[] body) {
    /** What a device's network holds of what it has not read. */
    private static final int RECEIVE_BYTES = 8 * 1024;

    static RawDownload get(int port, String url) throws IOException {
        return fetch(port, "GET", url);
    }

    static RawDownload head(int port, String url) throws IOException {
        return fetch(port, "HEAD", url);
    }

    private static RawDownload fetch(int port, String method, String url) throws IOException {
        try (Socket socket = begin(port, method, url)) {
            InputStream in = socket.getInputStream();
            List<String> head = head(in);
            return new RawDownload(head.getFirst(), head.subList(1, head.size()), in.readAllBytes());
        }
    }

    /** Sends the request; what comes is left to the caller, who closes the socket. */
    static Socket begin(int port, String method, String url) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        String request = method + " " + URI.create(url).getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads the lines until the empty one. */
    static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole head: " + head);
            }
            head.append((char) next);
        }
        return List.of(head.toString().strip().split("\r\n"));
    }
}
