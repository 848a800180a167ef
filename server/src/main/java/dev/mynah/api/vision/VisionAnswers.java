package dev.mynah.api.vision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.vision.SightOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bodies of answers to photos, all far below the 8192 bytes at which devices hang (firmware wire contract §0.1). */
final class VisionAnswers {
    private VisionAnswers() {}

    /** What the device hands on to the language model, unread. */
    static byte[] of(SightOutcome outcome) {
        return switch (outcome) {
            case SightOutcome.Seen(String words) ->
                bytes(JsonText.newObject().put("success", true).put("response", words));
            case SightOutcome.Unseen(SightOutcome.Why why) -> failure(why.name().toLowerCase(Locale.ROOT), why.words());
        };
    }

    static byte[] failure(String code, String message) {
        return bytes(
                JsonText.newObject().put("success", false).put("code", code).put("message", message));
    }

    private static byte[] bytes(ObjectNode body) {
        return JsonText.write(body).getBytes(StandardCharsets.UTF_8);
    }
}
