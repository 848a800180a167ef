package dev.mynah.simulator.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.message.Features;
import dev.mynah.protocol.ota.ActivationProof;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who a virtual device says it is.
 *
 * @param clientId the UUID that real devices make at their first boot
 * @param firmwareVersion digits and dots
 * @param fuses what the manufacturer burnt into the chip; null for nothing
 */
public record DeviceProfile(
        DeviceId id,
        String clientId,
        String board,
        String firmwareVersion,
        String language,
        Features features,
        @Nullable Fuses fuses) {

    /**
     * A serial number and a key that never leaves the chip.
     *
     * @param key as hexadecimal digits; empty for a chip that cannot sign
     */
    public record Fuses(String serial, String key) {
        /** The challenge, signed (firmware wire contract §2.1). */
        ActivationProof proof(String challenge) {
            return new ActivationProof(serial, challenge, key.isEmpty() ? "" : hmac(challenge));
        }

        private String hmac(String challenge) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HMAC-SHA256", e);
            }
        }
    }

    /** A board of the common kind with tools; its UUID follows from its address. */
    public static DeviceProfile of(DeviceId id) {
        String uuid = UUID.nameUUIDFromBytes(id.mac().getBytes(StandardCharsets.US_ASCII))
                .toString();
        return new DeviceProfile(
                id, uuid, "bread-compact-wifi", "2.4.2", "en-US", new Features(true, false, false), null);
    }

    /** The same device after its flash was erased: it made itself another UUID. */
    public DeviceProfile flashedAnew(String otherClientId) {
        return new DeviceProfile(id, otherClientId, board, firmwareVersion, language, features, fuses);
    }

    /** The same device with other firmware. */
    public DeviceProfile running(String version) {
        return new DeviceProfile(id, clientId, board, version, language, features, fuses);
    }

    /** The same device with a serial number. */
    public DeviceProfile with(Fuses burnt) {
        return new DeviceProfile(id, clientId, board, firmwareVersion, language, features, burnt);
    }

    /** The body of the question whether somebody has bound the device (§2.1). */
    String activationBody(String challenge) {
        return fuses == null ? "{}" : fuses.proof(challenge).body();
    }

    /** The headers of a configuration request in the firmware's order (firmware wire contract §1.2). */
    Map<String, String> otaHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept-Language", language);
        headers.put("Activation-Version", fuses == null ? "1" : "2");
        headers.put("Client-Id", clientId);
        headers.put("Content-Type", "application/json");
        headers.put("Device-Id", id.mac());
        if (fuses != null) {
            headers.put("Serial-Number", fuses.serial());
        }
        headers.put("User-Agent", board + "/" + firmwareVersion);
        return headers;
    }

    /** The body of a configuration request (§1.3). */
    String otaBody() {
        ObjectNode body = JsonText.newObject().put("version", 2).put("language", language);
        body.put("flash_size", 16_777_216).put("minimum_free_heap_size", "8318916");
        body.put("mac_address", id.mac()).put("uuid", clientId).put("chip_model_name", "esp32s3");
        body.putObject("chip_info")
                .put("model", 9)
                .put("cores", 2)
                .put("revision", 2)
                .put("features", 18);
        body.putObject("application")
                .put("name", "xiaozhi")
                .put("version", firmwareVersion)
                .put("compile_time", "Aug  8 2026T08:33:45Z")
                .put("idf_version", "v5.5")
                .put("elf_sha256", "0".repeat(64));
        body.putArray("partition_table")
                .addObject()
                .put("label", "ota_0")
                .put("type", 0)
                .put("subtype", 16)
                .put("address", 131_072)
                .put("size", 4_128_768);
        body.putObject("ota").put("label", "ota_0");
        body.putObject("display").put("monochrome", true).put("width", 128).put("height", 64);
        body.putObject("board")
                .put("type", board)
                .put("name", board)
                .put("ssid", "simulated")
                .put("rssi", -47)
                .put("channel", 6)
                .put("ip", "127.0.0.1")
                .put("mac", id.mac());
        return JsonText.write(body);
    }

    /** The headers of the upgrade, without the fixed ones; a token with a space in it goes verbatim (§4.1). */
    Map<String, String> upgradeHeaders(String token, int version) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!token.isEmpty()) {
            headers.put("Authorization", token.contains(" ") ? token : "Bearer " + token);
        }
        headers.put("Client-Id", clientId);
        headers.put("Device-Id", id.mac());
        headers.put("Protocol-Version", String.valueOf(version));
        return headers;
    }
}
