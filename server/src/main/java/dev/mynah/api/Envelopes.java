package dev.mynah.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.error.RefusedException;
import java.time.Instant;

/** The form of every JSON answer (documented protocols §4). Stateless. */
final class Envelopes {
    private Envelopes() {}

    static byte[] success(JsonNode data, String message, Instant now, String requestId) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("success", true).set("data", data);
        all.put("message", message);
        return Json.bytes(signed(all, now, requestId));
    }

    static byte[] failure(RefusedException refused, Instant now, String requestId) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ObjectNode error = all.put("success", false).putObject("error");
        error.put("code", refused.code().name());
        error.put("message", String.valueOf(refused.getMessage()));
        ObjectNode details = error.putObject("details");
        refused.details().forEach((name, value) -> details.set(name, Json.tree(value)));
        details.put("advice", refused.code().advice());
        return Json.bytes(signed(all, now, requestId));
    }

    private static ObjectNode signed(ObjectNode all, Instant now, String requestId) {
        return all.put("timestamp", Json.text(now)).put("request_id", requestId);
    }
}
