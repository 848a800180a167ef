package dev.mynah.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers. Immutable.
 *
 * @param status of HTTP, as the contract promises for the operation
 * @param content what it says
 * @param headers in addition to those every answer has, or in their place; a name may come twice
 */
public record Answer(int status, Content content, List<Map.Entry<String, String>> headers) {
    /** The body of an answer. */
    public sealed interface Content {
        /** In the envelope. */
        record Data(JsonNode tree, String message) implements Content {}

        /** As it is. */
        record Raw(String mediaType, byte[] bytes) implements Content {}

        /** What comes as it happens, until one of both sides ends it. */
        record Stream(String mediaType, Consumer<Outlet> begin) implements Content {}

        /** No body. */
        record None() implements Content {}
    }

    public Answer {
        headers = List.copyOf(headers);
    }

    /** @param data a record, a collection, a map, a tree or null; records are written in {@code snake_case} */
    public static Answer ok(@Nullable Object data) {
        return of(200, data, "OK");
    }

    /** Something was made; it can be read at the address. */
    public static Answer created(@Nullable Object data, String location) {
        return of(201, data, "Created").with("Location", location);
    }

    /** Something will be done. */
    public static Answer accepted(@Nullable Object data) {
        return of(202, data, "Accepted");
    }

    /** Done, and there is nothing to say. */
    public static Answer none() {
        return new Answer(204, new Content.None(), List.of());
    }

    /** One page of a list. */
    public static Answer page(Page<?> page) {
        return ok(page);
    }

    /** Something that is no JSON. */
    public static Answer raw(String mediaType, byte[] bytes) {
        return new Answer(200, new Content.Raw(mediaType, bytes), List.of());
    }

    /**
     * Something that goes on.
     *
     * @param begin is given the way to the client, on an event loop; must not wait
     */
    public static Answer stream(String mediaType, Consumer<Outlet> begin) {
        return new Answer(200, new Content.Stream(mediaType, begin), List.of());
    }

    /** Somewhere else. */
    public static Answer elsewhere(String address) {
        return new Answer(302, new Content.None(), List.of(Map.entry("Location", address)));
    }

    private static Answer of(int status, @Nullable Object data, String message) {
        return new Answer(status, new Content.Data(Json.tree(data), message), List.of());
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(header, value));
        return new Answer(status, content, more);
    }

    /** The same with the tag of what was read, which an update must bring back; letters, digits and dashes. */
    public Answer tagged(String tag) {
        return with("ETag", "\"" + tag + "\"");
    }

    /** The same with other words for people. */
    public Answer saying(String message) {
        return content instanceof Content.Data data
                ? new Answer(status, new Content.Data(data.tree(), message), headers)
                : this;
    }
}
