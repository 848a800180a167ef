package dev.mynah.simulator.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The HTTP client of the firmware over a bare socket: one request a connection, and only replies that a device can
 * digest (firmware wire contract §0, §1.2, §8.2). Thread-safe: it keeps nothing.
 */
public final class FirmwareHttp {
    /** Over this many bytes a device hangs. */
    public static final int MAX_BODY = 8191;

    private static final int MAX_HEAD = 16 * 1024;

    private final Duration timeout;

    /** @param timeout for connecting and for every read; devices wait 30 s for the head */
    public FirmwareHttp(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * What came back: always status 200.
     *
     * @param headers as written, one {@code Name: value} each
     */
    public record Reply(List<String> headers, String body) {}

    /** Posts {@code body}; headers go out in the order of the map, between Host and Content-Length. */
    public Reply post(String url, Map<String, String> headers, String body) throws HttpRefusal {
        DeviceUrl target = DeviceUrl.http(url);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        return exchange(url, target, join(head(target, headers, "Content-Length: " + content.length), content));
    }

    /** Posts chunks as they are, one chunk of the transfer each: how cameras send pictures (§6.6). */
    public Reply postChunked(String url, Map<String, String> headers, List<byte[]> chunks) throws HttpRefusal {
        DeviceUrl target = DeviceUrl.http(url);
        byte[] request = head(target, headers, "Transfer-Encoding: chunked");
        for (byte[] chunk : chunks) {
            byte[] size = (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            request = join(join(join(request, size), chunk), "\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return exchange(url, target, join(request, "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Fetches a file as a device fetches firmware: by its address alone, whole, with a length and without chunks (firmware wire
     * contract §3).
     */
    public byte[] fetch(String url) throws HttpRefusal {
        DeviceUrl target = DeviceUrl.http(url);
        String head = "GET " + target.path() + " HTTP/1.1\r\nHost: " + host(target) + "\r\nConnection: close\r\n\r\n";
        return exchange(url, target, head.getBytes(StandardCharsets.UTF_8), in -> bytes(in, Integer.MAX_VALUE)
                .body());
    }

    private Reply exchange(String url, DeviceUrl target, byte[] request) throws HttpRefusal {
        return exchange(url, target, request, FirmwareHttp::read);
    }

    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private record Bytes(List<String> headers, byte[] body) {}

    private <T> T exchange(String url, DeviceUrl target, byte[] request, Reader<T> reader) throws HttpRefusal {
        try (Socket socket = connect(target)) {
            socket.getOutputStream().write(request);
            return reader.read(socket.getInputStream());
        } catch (HttpRefusal refusal) {
            throw refusal;
        } catch (SocketTimeoutException late) {
            throw new HttpRefusal(HttpRefusal.Cause.TIMEOUT, 0, "no reply from " + url + " within " + timeout);
        } catch (IOException broken) {
            throw new HttpRefusal(HttpRefusal.Cause.UNREACHABLE, 0, url + ": " + broken.getMessage());
        }
    }

    private Socket connect(DeviceUrl target) throws IOException {
        SocketFactory factory = target.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        Socket socket = factory.createSocket();
        int millis = Math.toIntExact(timeout.toMillis());
        socket.connect(new InetSocketAddress(target.host(), target.port()), millis);
        socket.setSoTimeout(millis);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static byte[] head(DeviceUrl target, Map<String, String> headers, String length) {
        StringBuilder head = new StringBuilder("POST ").append(target.path()).append(" HTTP/1.1\r\nHost: ");
        head.append(host(target)).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(length).append("\r\nConnection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String host(DeviceUrl target) {
        boolean usual = target.port() == (target.tls() ? 443 : 80);
        return target.host() + (usual ? "" : ":" + target.port());
    }

    private static byte[] join(byte[] head, byte[] tail) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(head);
        joined.writeBytes(tail);
        return joined.toByteArray();
    }

    private static Reply read(InputStream in) throws IOException {
        Bytes bytes = bytes(in, MAX_BODY);
        return new Reply(bytes.headers(), new String(bytes.body(), StandardCharsets.UTF_8));
    }

    private static Bytes bytes(InputStream in, int most) throws IOException {
        String head = head(in);
        List<String> lines = List.of(head.split("\r\n"));
        int status = status(lines.getFirst());
        List<String> headers = new ArrayList<>(lines.subList(1, lines.size()));
        refuseStatus(status, lines.getFirst());
        refuseEncodings(status, headers);
        int length = contentLength(status, headers, most);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new HttpRefusal(HttpRefusal.Cause.TRUNCATED, status, body.length + " of " + length + " bytes came");
        }
        return new Bytes(List.copyOf(headers), body);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 || head.size() > MAX_HEAD) {
                throw new HttpRefusal(HttpRefusal.Cause.MALFORMED, 0, "no complete reply head");
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static int status(String line) throws HttpRefusal {
        String[] parts = line.split(" ");
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
            throw new HttpRefusal(HttpRefusal.Cause.MALFORMED, 0, "status line '" + line + "'");
        }
        return Integer.parseInt(parts[1]);
    }

    private static void refuseStatus(int status, String line) throws HttpRefusal {
        if (status >= 300 && status < 400) {
            throw new HttpRefusal(HttpRefusal.Cause.REDIRECT, status, "devices do not follow '" + line + "'");
        }
        if (status != 200) {
            throw new HttpRefusal(HttpRefusal.Cause.STATUS, status, "devices take only 200, not '" + line + "'");
        }
    }

    private static void refuseEncodings(int status, List<String> headers) throws HttpRefusal {
        for (String header : headers) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("transfer-encoding:")) {
                throw new HttpRefusal(HttpRefusal.Cause.CHUNKED, status, header);
            }
            if (lower.startsWith("content-encoding:") && !lower.endsWith("identity")) {
                throw new HttpRefusal(HttpRefusal.Cause.ENCODED, status, header);
            }
            if (!header.contains(":")) {
                throw new HttpRefusal(HttpRefusal.Cause.MALFORMED, status, "header '" + header + "'");
            }
        }
    }

    private static int contentLength(int status, List<String> headers, int most) throws HttpRefusal {
        for (String header : headers) {
            if (header.startsWith("Content-Length:")) {
                String value = header.substring("Content-Length:".length()).strip();
                if (!value.matches("\\d{1,9}")) {
                    throw new HttpRefusal(HttpRefusal.Cause.MALFORMED, status, header);
                }
                int length = Integer.parseInt(value);
                if (length > most) {
                    throw new HttpRefusal(HttpRefusal.Cause.TOO_LARGE, status, length + " bytes hang a device");
                }
                return length;
            }
        }
        throw new HttpRefusal(HttpRefusal.Cause.NO_CONTENT_LENGTH, status, "no header spelt exactly Content-Length");
    }
}
