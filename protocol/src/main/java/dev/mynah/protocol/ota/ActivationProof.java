package dev.mynah.protocol.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import java.util.Optional;

/**
 * What a device with a serial number sends to prove who it is: the challenge it was given, signed with the key in its
 * fuses (firmware wire contract §2.1).
 *
 * @param serial its serial number
 * @param challenge as it was received
 * @param hmac HMAC-SHA256 of the challenge's UTF-8 bytes in hexadecimal; empty on chips that cannot sign
 */
public record ActivationProof(String serial, String challenge, String hmac) {
    private static final String ALGORITHM = "hmac-sha256";

    /**
     * Reads the body of an activation request; empty when it proves nothing, such as the <code>{}</code> of devices without
     * a serial number, or names another algorithm. Never throws.
     */
    public static Optional<ActivationProof> read(String body) {
        try {
            ObjectNode node = JsonText.object(body).node();
            if (!ALGORITHM.equals(node.path("algorithm").asText())) {
                return Optional.empty();
            }
            return Optional.of(
                    new ActivationProof(text(node, "serial_number"), text(node, "challenge"), text(node, "hmac")));
        } catch (WrongShapeException nothing) {
            return Optional.empty();
        }
    }

    /** The body a device sends. */
    public String body() {
        return JsonText.write(JsonText.newObject()
                .put("algorithm", ALGORITHM)
                .put("serial_number", serial)
                .put("challenge", challenge)
                .put("hmac", hmac));
    }

    private static String text(ObjectNode node, String name) {
        JsonNode member = node.path(name);
        return member.isTextual() ? member.asText() : "";
    }
}
