package dev.mynah.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An HTTP answer byte for byte, as a device's client finds it on the wire. */
record RawHttp(String statusLine, List<String> headers, String body) {
    /** The headers of a usual device (firmware wire contract §1.2), without Host. */
    static final Map<String, String> DEVICE = Map.of(
            "Accept-Language", "en-US",
            "Activation-Version", "1",
            "Client-Id", "c7d0f6a1-4b1e-4f43-9a55-0d9a4f0f2b10",
            "Content-Type", "application/json",
            "Device-Id", WireDevice.MAC,
            "User-Agent", "bread-compact-wifi/2.4.2");

    /** Posts as a device does: one request, and whatever comes until the server closes. */
    static RawHttp post(int port, String path, String host, Map<String, String> headers, String body)
            throws IOException {
        StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        request.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
        return exchange(port, request + body);
    }

    private static RawHttp exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            List<String> head = List.of(answer.substring(0, end).split("\r\n"));
            return new RawHttp(head.getFirst(), head.subList(1, head.size()), answer.substring(end + 4));
        }
    }

    /** The value of a header spelt exactly so; empty when there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.startsWith(name + ": "))
                .map(header -> header.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    int bodyBytes() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }
}
