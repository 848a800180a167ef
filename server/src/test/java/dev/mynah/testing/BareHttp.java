package dev.mynah.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests as bytes, and answers held against the rules of devices (firmware wire contract §0.1 to §0.3, §8.2). */
public final class BareHttp {
    private BareHttp() {}

    /** One answer that a device could read. */
    public record Answer(int status, String head, String body) {}

    /** One answer. */
    public static Answer ask(int port, String request) throws IOException {
        return askAll(port, request, 1).getFirst();
    }

    /** So many answers on one connection. */
    public static List<Answer> askAll(int port, String requests, int answers) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket, requests);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            List<Answer> all = new ArrayList<>();
            for (int i = 0; i < answers; i++) {
                all.add(read(in));
            }
            return all;
        }
    }

    /** The answer after any that are only provisional. */
    public static Answer finalAnswer(int port, String request) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket, request);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            return head.startsWith("HTTP/1.1 100") ? read(in) : body(head, in);
        }
    }

    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    public static void send(Socket socket, String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException refused) {
            // The server may answer and hang up before it has read everything.
        }
    }

    private static Answer read(InputStream in) throws IOException {
        return body(head(in), in);
    }

    private static Answer body(String head, InputStream in) throws IOException {
        assertThat(head).as("devices know HTTP/1.1").startsWith("HTTP/1.");
        assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding", "content-encoding");
        assertThat(head).contains("\r\nContent-Length: ");
        int length = Integer.parseInt(head.replaceAll("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1"));
        assertThat(length).isLessThan(8192);
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, body);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the connection ended after: %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }
}
