package dev.mynah.protocol.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What stock firmware shows at the broker (documented protocols §2): the user name is the Base64 of a JSON object, the
 * password the Base64 of HMAC-SHA256 over client identifier and user name. Nothing about it is stored; the user name holds
 * what the server wants to know again.
 */
public record DeviceCredential(String clientId, String username, String password) {

    /**
     * What a user name says, and the password vouches for.
     *
     * @param ip of the client when it asked for its configuration
     * @param host by which it reached the server then; empty when not known
     */
    public record Claims(String ip, String host) {}

    /** Makes the credential of a device. */
    public static DeviceCredential issue(SecretKey key, ClientId client, Claims claims) {
        ObjectNode node = JsonText.newObject().put("ip", claims.ip());
        if (!claims.host().isEmpty()) {
            node.put("host", claims.host());
        }
        String username =
                Base64.getEncoder().encodeToString(JsonText.write(node).getBytes(StandardCharsets.UTF_8));
        return new DeviceCredential(client.toString(), username, password(key, client.toString(), username));
    }

    /** Whether the key made this password; takes as long for a wrong one as for the right one. */
    public boolean madeWith(SecretKey key) {
        return MessageDigest.isEqual(
                password(key, clientId, username).getBytes(StandardCharsets.UTF_8),
                password.getBytes(StandardCharsets.UTF_8));
    }

    /** What the user name says; empty when it is not of this form. */
    public Optional<Claims> claims() {
        try {
            byte[] json = Base64.getDecoder().decode(username);
            Members members = JsonText.object(new String(json, StandardCharsets.UTF_8));
            return Optional.of(new Claims(members.text("ip"), members.text("host", "")));
        } catch (IllegalArgumentException | WrongShapeException strange) {
            return Optional.empty();
        }
    }

    /** The password is a secret. */
    @Override
    public String toString() {
        return "DeviceCredential[" + clientId + "]";
    }

    private static String password(SecretKey key, String clientId, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal((clientId + "|" + username).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", missing);
        }
    }
}
