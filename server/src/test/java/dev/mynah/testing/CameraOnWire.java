package dev.mynah.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.message.ServerMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A board with a camera, as bytes: a session with the token that was given for it, and uploads as right or wrong as a test
 * wants them (firmware wire contract §6.2, §6.6). Text stands for bytes, one character each.
 */
public final class CameraOnWire implements AutoCloseable {
    public static final String BOUNDARY = "----ESP32_CAMERA_BOUNDARY";
    public static final String PATH = "/xiaozhi/vision/explain";
    /** As much of a JPEG as a server can tell without looking at it. */
    public static final String JPEG = "\u00ff\u00d8\u00ff\u00e0" + "\r\n--not the boundary\r\n\u0000".repeat(200);

    private static final String HELLO = "{\"type\":\"hello\",\"version\":1,\"features\":{\"mcp\":true},"
            + "\"transport\":\"websocket\",\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,"
            + "\"frame_duration\":60}}";

    private final WireDevice device;
    private final String mac;
    private final JsonNode vision;

    private CameraOnWire(WireDevice device, String mac, JsonNode vision) {
        this.device = device;
        this.mac = mac;
        this.vision = vision;
    }

    /** Opens a session and waits for the introduction. */
    public static CameraOnWire connect(String webSocketUrl, int number) throws IOException, InterruptedException {
        WireDevice device = WireDevice.silent(webSocketUrl, number, 1);
        device.say(HELLO);
        device.await(1, ServerMessage.Mcp.class);
        JsonNode vision = device.log().stream()
                .filter(item -> item.is(ServerMessage.Mcp.class))
                .map(item -> ((ServerMessage.Mcp) Objects.requireNonNull(item.message())).payload())
                .findFirst()
                .orElseThrow()
                .path("params")
                .path("capabilities")
                .path("vision");
        return new CameraOnWire(device, WireDevice.mac(number), vision);
    }

    public WireDevice device() {
        return device;
    }

    /** What the introduction said of photos; missing when it said nothing. */
    public JsonNode vision() {
        return vision;
    }

    public String token() {
        return vision.path("token").asText();
    }

    public String mac() {
        return mac;
    }

    /** The head of an upload in chunks, as devices write it. */
    public String head() {
        return head(mac, "Bearer " + token());
    }

    public static String head(String mac, String authorization) {
        return "POST " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization
                + "\r\nClient-Id: c7d0f6a1-4b1e-4f43-9a55-0d9a4f0f2b10\r\nConnection: close\r\n"
                + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nDevice-Id: " + mac
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    public static String question(String text) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"question\"\r\n\r\n"
                + new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\r\n";
    }

    public static String file(String bytes) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"camera.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n" + bytes + "\r\n";
    }

    public static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }

    /** One chunk for each part, and the last one. */
    public static String chunks(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append(chunk(part));
        }
        return body.append("0\r\n\r\n").toString();
    }

    public static String chunk(String part) {
        return Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
    }

    /** Sends a proper photo. */
    public BareHttp.Answer photograph(int port, String question) throws IOException {
        return BareHttp.ask(port, head() + chunks(question(question), file(JPEG), end()));
    }

    /** Ends the session. */
    @Override
    public void close() throws IOException {
        device.close();
    }
}
