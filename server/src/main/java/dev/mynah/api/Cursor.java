package dev.mynah.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Findings;
import dev.mynah.api.contract.JsonBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a list goes on, as opaque text: the sort values of the last entry, and a check over them and the list they belong
 * to. The check finds a cursor that is mutilated, made up or of another list; it keeps nobody from making one, and need
 * not: what a caller sees is decided anew for every page. Stateless.
 */
final class Cursor {
    private static final int CHECK_BYTES = 9;

    private Cursor() {}

    /** @param list the operation and its filters */
    static String write(String list, List<String> key) {
        byte[] content = Json.bytes(Json.tree(key));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(check(list, content));
        all.writeBytes(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.toByteArray());
    }

    /** Empty when it is no cursor of this list. */
    static Optional<List<String>> read(String list, String cursor) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (all.length <= CHECK_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(all, CHECK_BYTES, all.length);
        if (!Arrays.equals(check(list, content), Arrays.copyOf(all, CHECK_BYTES))) {
            return Optional.empty();
        }
        return JsonBody.read(content, new Findings()).filter(JsonNode::isArray).map(Cursor::texts);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    private static byte[] check(String list, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(list.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(content), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
