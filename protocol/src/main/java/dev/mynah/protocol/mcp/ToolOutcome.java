package dev.mynah.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of {@code tools/call} (firmware wire contract §6.4).
 *
 * @param text every text part, one a line
 * @param images every picture
 * @param error whether the tool says that it failed; the firmware never sets it and answers with an error instead
 */
public record ToolOutcome(String text, List<Image> images, boolean error) {
    /** Copies the list. */
    public ToolOutcome {
        images = List.copyOf(images);
    }

    /**
     * A picture.
     *
     * @param data base64
     */
    public record Image(String mimeType, String data) {}

    /** Reads a result; parts of an unknown kind are left out, a missing content gives an empty text. */
    public static ToolOutcome read(ObjectNode result) {
        Members members = new Members(result, false);
        List<String> texts = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        JsonNode content = members.member("content");
        for (JsonNode part : content == null ? JsonText.newObject() : content) {
            if (part instanceof ObjectNode object) {
                readPart(new Members(object, false), texts, images);
            }
        }
        JsonNode error = members.member("isError");
        return new ToolOutcome(String.join("\n", texts), images, error != null && error.asBoolean());
    }

    private static void readPart(Members part, List<String> texts, List<Image> images) {
        String text = part.textIfAny("text");
        if (text != null) {
            texts.add(text);
            return;
        }
        String nested = part.textIfAny("image");
        if (nested == null) {
            addImage(part, images);
            return;
        }
        try {
            addImage(JsonText.object(nested), images);
        } catch (WrongShapeException notTheOddShape) {
            texts.add(nested);
        }
    }

    /** Besides the standard's shape there is the firmware's: the part as JSON inside a string (C87). */
    private static void addImage(Members part, List<Image> images) {
        String data = part.textIfAny("data");
        String mimeType = part.textIfAny("mimeType");
        if (data != null) {
            images.add(new Image(mimeType == null ? "image/jpeg" : mimeType, data));
        }
    }

    /** The result of a tool that answers with text, as a device writes it. */
    public static ObjectNode writeText(String text) {
        ObjectNode result = JsonText.newObject();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result.put("isError", false);
    }
}
