package dev.mynah.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mynah.access.Actor;
import dev.mynah.access.Principal;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call of an operation: everything in it follows the contract already. Immutable. */
public final class Call {
    private static final int DEFAULT_LIMIT = 50;

    private final OperationContract operation;
    private final Received received;
    private final @Nullable Principal principal;
    private final Map<String, JsonNode> parameters;
    private final Body body;
    private final @Nullable ArrivingBody arriving;

    /** What was sent: bytes, and the tree when they are JSON. */
    record Body(byte[] bytes, JsonNode tree) {
        static final Body NONE = new Body(new byte[0], MissingNode.getInstance());
    }

    Call(
            OperationContract operation,
            Received received,
            @Nullable Principal principal,
            Map<String, JsonNode> parameters,
            Body body) {
        this(operation, received, principal, parameters, body, null);
    }

    private Call(
            OperationContract operation,
            Received received,
            @Nullable Principal principal,
            Map<String, JsonNode> parameters,
            Body body,
            @Nullable ArrivingBody arriving) {
        this.operation = operation;
        this.received = received;
        this.principal = principal;
        this.parameters = parameters;
        this.body = body;
        this.arriving = arriving;
    }

    Call with(ArrivingBody coming) {
        return new Call(operation, received, principal, parameters, body, coming);
    }

    /**
     * The form that is being sent.
     *
     * @throws IllegalStateException in an operation whose body is none
     * @throws RefusedException when it is not written as one
     */
    public MultipartForm form() {
        if (arriving == null) {
            throw new IllegalStateException(operation.id() + " takes no form");
        }
        return MultipartForm.of(received.first("Content-Type").orElse(""), arriving);
    }

    /**
     * Who calls.
     *
     * @throws IllegalStateException in an operation that is open to everybody, where nobody was asked who they are
     */
    public Principal principal() {
        if (principal == null) {
            throw new IllegalStateException(operation.id() + " is open: it has no principal");
        }
        return principal;
    }

    /** Who calls, for the audit log; of an open operation somebody without a name. */
    public Actor actor() {
        return principal == null
                ? new Actor(Actor.Kind.USER, "", "", received.address())
                : principal.actor(received.address());
    }

    /** A text that was sent, of path, query or headers. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).map(JsonNode::asText);
    }

    /** A parameter that the contract requires, such as those of the path. */
    public String path(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(operation.id() + " has no " + name));
    }

    public Optional<Long> whole(String name) {
        return Optional.ofNullable(parameters.get(name)).map(JsonNode::asLong);
    }

    public Optional<Boolean> flag(String name) {
        return Optional.ofNullable(parameters.get(name)).map(JsonNode::asBoolean);
    }

    /** The values of a list; empty when it was not sent. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        Optional.ofNullable(parameters.get(name)).ifPresent(list -> list.forEach(each -> all.add(each.asText())));
        return List.copyOf(all);
    }

    /** How many entries of a list are wanted. */
    public int limit() {
        return whole("limit").map(Math::toIntExact).orElse(DEFAULT_LIMIT);
    }

    /**
     * Where the list goes on: the sort values of the last entry that was shown; empty for its beginning.
     *
     * @throws RefusedException when the cursor is none that this operation gave with the same filters
     */
    public Optional<List<String>> after() {
        return text("cursor").map(cursor -> Cursor.read(listed(), cursor)
                .orElseThrow(() ->
                        Refusals.invalid("query.cursor", "is no cursor that this list gave with the same filters")));
    }

    /** A cursor for {@link #after} of the next call. */
    public String cursor(List<String> key) {
        return Cursor.write(listed(), key);
    }

    private String listed() {
        Map<String, JsonNode> filters = new TreeMap<>(parameters);
        filters.remove("cursor");
        filters.remove("limit");
        return operation.id() + filters;
    }

    /** The JSON body; a missing node when none was sent. */
    public JsonNode body() {
        return body.tree();
    }

    /** The JSON body as a record whose components are named as the members, in camel case. */
    public <T> T body(Class<T> type) {
        return Json.as(type, body.tree());
    }

    /** The body as it was sent. */
    public byte[] bytes() {
        return body.bytes();
    }

    /** The media type of the body, without parameters; empty when there was no body. */
    public String mediaType() {
        return MediaType.essence(received.first("Content-Type").orElse(""));
    }

    /**
     * Refuses to go on when the caller's {@code If-Match} is not this tag. To be called within the change, so that nobody
     * else changes it in between.
     *
     * @param tag as given to {@link Answer#tagged} when it was read
     */
    public void expect(String tag) {
        String wanted = text("If-Match").orElse("*");
        if (!EntityTags.match(wanted, tag)) {
            throw new RefusedException(
                    ErrorCode.PRECONDITION_FAILED, "It was changed since you read it; nothing was changed now.");
        }
    }

    /** A header that the contract does not name. */
    public Optional<String> header(String name) {
        return received.first(name);
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(received.cookies().get(name));
    }

    /** Everything the request shows of who sent it, for the operations that log in and out. */
    public Credentials credentials() {
        return RequestCredentials.of(received);
    }

    /** The client's address, as far as trusted proxies tell. */
    public String address() {
        return received.address();
    }

    /** Whether the client reached the server by TLS, as far as trusted proxies tell. */
    public boolean secure() {
        return received.secure();
    }

    /** What this request goes by in its answer and in the log. */
    public String requestId() {
        return received.id();
    }
}
