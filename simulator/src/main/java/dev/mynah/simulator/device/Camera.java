package dev.mynah.simulator.device;

import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The camera of a board: takes always the same picture, sends it to where the introduction said, and gives the reply's
 * body back unread (firmware wire contract §6.6). While it waits the device understands nothing else.
 */
final class Camera {
    private static final int PIECE = 4096;
    private static final String BOUNDARY = "----ESP32_CAMERA_BOUNDARY";

    private final DeviceProfile profile;
    private final DeviceTools tools;
    private final FirmwareHttp http;
    private final byte[] jpeg;

    Camera(DeviceProfile profile, DeviceTools tools, FirmwareHttp http, byte[] jpeg) {
        this.profile = profile;
        this.tools = tools;
        this.http = http;
        this.jpeg = jpeg;
    }

    ToolDescription description() {
        var schema = JsonText.newObject().put("type", "object");
        schema.putObject("properties").putObject("question").put("type", "string");
        schema.putArray("required").add("question");
        return new ToolDescription("self.camera.take_photo", "Takes a photo and explains it", schema, false);
    }

    String takePhoto(String question) throws DeviceTools.ToolFailure {
        JsonRpc.Vision vision = tools.vision();
        if (vision == null) {
            throw new DeviceTools.ToolFailure("Image explain URL is not set");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (!vision.token().isEmpty()) {
            headers.put("Authorization", "Bearer " + vision.token());
        }
        headers.put("Client-Id", profile.clientId());
        headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        headers.put("Device-Id", profile.id().mac());
        try {
            return http.postChunked(vision.url(), headers, parts(question)).body();
        } catch (HttpRefusal refusal) {
            throw new DeviceTools.ToolFailure("Failed to upload photo");
        }
    }

    /** One chunk each; a picture leaves in pieces, as it is compressed. */
    private List<byte[]> parts(String question) {
        String asked =
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"question\"\r\n\r\n" + question + "\r\n";
        String file = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"camera.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n";
        String end = "\r\n--" + BOUNDARY + "--\r\n";
        List<byte[]> parts = new ArrayList<>();
        parts.add(asked.getBytes(StandardCharsets.UTF_8));
        parts.add(file.getBytes(StandardCharsets.UTF_8));
        for (int at = 0; at < jpeg.length; at += PIECE) {
            parts.add(Arrays.copyOfRange(jpeg, at, Math.min(jpeg.length, at + PIECE)));
        }
        parts.add(end.getBytes(StandardCharsets.UTF_8));
        return parts;
    }
}
