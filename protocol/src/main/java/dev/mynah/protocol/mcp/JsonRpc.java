package dev.mynah.protocol.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0 as devices understand it: ids are numbers of 32 bits, {@code params} always an object; anything else
 * gets no reply at all (firmware wire contract §6.1). Stateless and thread-safe.
 */
public final class JsonRpc {
    private static final String PROTOCOL_VERSION = "2024-11-05";

    private JsonRpc() {}

    /**
     * Where a device with a camera sends its pictures.
     *
     * @param token empty for none
     */
    public record Vision(String url, String token) {
        @Override
        public String toString() {
            return "Vision[" + url + "]";
        }
    }

    /** Starts a conversation about tools; sent on every new channel because a device forgets it (§6.2). */
    public static ObjectNode initialize(int id, String clientName, String clientVersion, @Nullable Vision vision) {
        ObjectNode request = request(id, "initialize");
        ObjectNode params = request.putObject("params").put("protocolVersion", PROTOCOL_VERSION);
        ObjectNode capabilities = params.putObject("capabilities");
        if (vision != null) {
            capabilities.putObject("vision").put("url", vision.url()).put("token", vision.token());
        }
        params.putObject("clientInfo").put("name", clientName).put("version", clientVersion);
        return request;
    }

    /**
     * Asks for one page of tools.
     *
     * @param cursor empty for the first page
     */
    public static ObjectNode toolsList(int id, String cursor, boolean withUserTools) {
        ObjectNode request = request(id, "tools/list");
        request.putObject("params").put("cursor", cursor).put("withUserTools", withUserTools);
        return request;
    }

    /** Calls a tool; the arguments must already have the types of its schema, devices do not convert (§6.4). */
    public static ObjectNode toolsCall(int id, String name, ObjectNode arguments) {
        ObjectNode request = request(id, "tools/call");
        request.putObject("params").put("name", name).set("arguments", arguments);
        return request;
    }

    private static ObjectNode request(int id, String method) {
        return JsonText.newObject().put("jsonrpc", "2.0").put("id", id).put("method", method);
    }

    /** Reads a device's reply; never throws. An error need not have a code: devices send none (C79). */
    public static Reply reply(ObjectNode payload) {
        Members members = new Members(payload, false);
        try {
            if (members.member("id") == null) {
                return new Reply.Malformed("'id' is missing");
            }
            int id = members.integer("id", 0);
            if (members.member("error") != null) {
                return new Reply.Failure(id, failure(members));
            }
            return new Reply.Result(id, members.requiredObject("result"));
        } catch (WrongShapeException wrong) {
            return new Reply.Malformed(wrong.reason());
        }
    }

    private static String failure(Members members) {
        String bare = members.textIfAny("error");
        String message = bare == null ? members.objectIfAny("error").textIfAny("message") : bare;
        return message == null ? "the device gave no reason" : message;
    }
}
