package dev.mynah.api.people;

import dev.mynah.access.ApiKey;
import dev.mynah.access.ApiKeys;
import dev.mynah.access.Permission;
import dev.mynah.access.Principal;
import dev.mynah.api.Answer;
import dev.mynah.api.Call;
import dev.mynah.api.Operation;
import dev.mynah.api.Page;
import dev.mynah.api.Resource;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys for programs. Thread-safe. */
public final class ApiKeysResource implements Resource {
    private final ApiKeys keys;

    ApiKeysResource(ApiKeys keys) {
        this.keys = keys;
    }

    private record NewKey(
            String name, List<String> scopes, @Nullable String expiresAt) {}

    private record KeyView(
            String id,
            String userId,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    private record MadeView(
            String id,
            String userId,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            String key) {}

    @Override
    public Map<String, Operation> operations() {
        return Map.of("listApiKeys", this::list, "createApiKey", this::create, "deleteApiKey", this::delete);
    }

    private Answer list(Call call) {
        String after = call.after().map(List::getFirst).orElse(null);
        List<ApiKey> found = keys.page(whose(call), after, call.limit() + 1);
        return Answer.page(Page.of(call, found, ApiKeysResource::view, key -> List.of(key.id())));
    }

    /** Whose keys are listed; null for everybody's. */
    private static @Nullable String whose(Call call) {
        Principal self = AuthResource.Self.person(call);
        String asked = call.text("user_id").orElse(null);
        if (self.may(Permission.PEOPLE_READ)) {
            return asked;
        }
        if (asked != null && !asked.equals(self.owner())) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN, Reason.PERMISSION, Map.of("permission", Permission.PEOPLE_READ.label()));
        }
        return self.owner();
    }

    private Answer create(Call call) {
        NewKey asked = call.body(NewKey.class);
        String end = asked.expiresAt();
        ApiKeys.Made made = keys.create(
                AuthResource.Self.person(call),
                call.address(),
                asked.name(),
                scopes(asked.scopes()),
                end == null ? null : OffsetDateTime.parse(end).toInstant());
        KeyView view = view(made.key());
        MadeView shown = new MadeView(
                view.id(),
                view.userId(),
                view.name(),
                view.prefix(),
                view.scopes(),
                view.createdAt(),
                view.expiresAt(),
                view.lastUsedAt(),
                made.text());
        return Answer.created(shown, "/api/v1/api-keys/" + view.id());
    }

    private Answer delete(Call call) {
        keys.revoke(AuthResource.Self.person(call), call.address(), call.path("key_id"));
        return Answer.none();
    }

    /** The contract knows the same permissions. */
    private static Set<Permission> scopes(List<String> labels) {
        return labels.stream()
                .map(label -> Permission.named(label).orElseThrow(() -> new IllegalArgumentException(label)))
                .collect(Collectors.toSet());
    }

    private static KeyView view(ApiKey key) {
        return new KeyView(
                key.id(),
                key.userId(),
                key.name(),
                key.prefix(),
                key.scopes().stream().map(Permission::label).sorted().toList(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }
}
