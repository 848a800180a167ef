package dev.mynah.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import org.jspecify.annotations.Nullable;

/**
 * One tool of a device (firmware wire contract §6.3).
 *
 * @param name as the device calls it, e.g. {@code self.audio_speaker.set_volume}
 * @param inputSchema JSON Schema of the arguments
 * @param userOnly meant for people; never shown to a model, never called for one (C82)
 */
public record ToolDescription(String name, String description, ObjectNode inputSchema, boolean userOnly) {

    /** Reads one element of a page; null when it has no name, which makes it useless. */
    static @Nullable ToolDescription read(JsonNode element) {
        if (!(element instanceof ObjectNode object)) {
            return null;
        }
        Members members = new Members(object, false);
        String name = members.textIfAny("name");
        if (name == null || name.isEmpty()) {
            return null;
        }
        String description = members.textIfAny("description");
        ObjectNode schema = members.objectIfAny("inputSchema").node();
        return new ToolDescription(name, description == null ? "" : description, schema, userOnly(members));
    }

    private static boolean userOnly(Members members) {
        JsonNode audience = members.objectIfAny("annotations").member("audience");
        if (audience == null) {
            return false;
        }
        for (JsonNode who : audience) {
            if (who.asText().equals("assistant")) {
                return false;
            }
        }
        return !audience.isEmpty();
    }

    /** The element as a device writes it. */
    public ObjectNode write() {
        ObjectNode node = JsonText.newObject().put("name", name).put("description", description);
        node.set("inputSchema", inputSchema);
        if (userOnly) {
            node.putObject("annotations").putArray("audience").add("user");
        }
        return node;
    }
}
