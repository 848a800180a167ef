package dev.mynah.provider;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.secret.SealBrokenException;
import dev.mynah.secret.SealedRecords;
import dev.mynah.secret.SecretSealer;
import dev.mynah.storage.Transactions;
import dev.mynah.voice.provider.Stage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers people set up. A change is stored, then told, so that it takes effect with the next question. Keys are
 * sealed before they are stored, and only given out to ask the provider. Thread-safe; blocks.
 */
public final class Providers implements SealedRecords {
    private static final Logger log = LoggerFactory.getLogger(Providers.class);
    private static final int MOST = 50;

    private final ProviderStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final SecretSealer sealer;
    private final Supplier<String> ids;
    private volatile Consumer<String> changed = name -> {};

    /**
     * What somebody wants of a provider.
     *
     * @param key null to keep the one it has, empty for none
     */
    public record Wish(
            Provider.Setup setup,
            Set<Stage> uses,
            boolean enabled,
            @Nullable String key) {}

    /** @param sealer of a purpose of its own */
    public Providers(
            ProviderStore store, Transactions transactions, AuditLog audit, SecretSealer sealer, Supplier<String> ids) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.sealer = sealer;
        this.ids = ids;
    }

    /** Who is told, after a change is stored, the name of what was changed. */
    public void onChange(Consumer<String> listener) {
        changed = listener;
    }

    public List<Provider> all() {
        return store.all();
    }

    public Optional<Provider> find(String id) {
        return store.find(id);
    }

    /** The key to ask a provider with; empty when it has none, or one that cannot be opened, which is logged. */
    public String key(Provider provider) {
        String sealed = provider.sealedKey();
        if (sealed == null) {
            return "";
        }
        try {
            return sealer.open(provider.id(), sealed);
        } catch (SealBrokenException broken) {
            log.warn("The key of provider {} cannot be read: {}", provider.name(), broken.getMessage());
            return "";
        }
    }

    /** Adds one, to be asked last. */
    public Provider add(Wish wish, Actor who) {
        check(wish);
        String id = ids.get();
        Provider added = transactions.change(() -> {
            List<Provider> others = store.all();
            if (others.size() >= MOST) {
                throw new RefusedException(ErrorCode.LIMIT_REACHED, Reason.PROVIDERS_FULL, Map.of("limit", MOST));
            }
            refuseTaken(others, wish.setup().name(), id);
            Provider made = made(id, wish, others.size(), null, 1);
            store.add(made);
            audit.record(who, AuditAction.PROVIDER_ADDED, new AuditSubject(id, made.name()), told(made));
            return made;
        });
        changed.accept(added.name());
        return added;
    }

    /**
     * Changes one.
     *
     * @param expected called with the present one within the change; may refuse
     */
    public Provider change(String id, Wish wish, Actor who, Consumer<Provider> expected) {
        check(wish);
        Provider after = transactions.change(() -> {
            Provider before = store.find(id).orElseThrow(Providers::unknown);
            expected.accept(before);
            refuseTaken(store.all(), wish.setup().name(), id);
            Provider made = made(id, wish, before.place(), before.sealedKey(), before.version() + 1);
            store.replace(made);
            audit.record(who, AuditAction.PROVIDER_CHANGED, new AuditSubject(id, before.name()), told(made));
            return made;
        });
        changed.accept(after.name());
        return after;
    }

    public void remove(String id, Actor who) {
        Provider gone = transactions.change(() -> {
            Provider found = store.find(id).orElseThrow(Providers::unknown);
            store.remove(id);
            place(store.all());
            audit.record(
                    who,
                    AuditAction.PROVIDER_REMOVED,
                    new AuditSubject(id, found.name()),
                    Map.of("name", found.name()));
            return found;
        });
        changed.accept(gone.name());
    }

    /** Asks them in this order from now on; those not named come last. */
    public List<Provider> order(List<String> wanted, Actor who) {
        List<Provider> ordered = transactions.change(() -> {
            List<Provider> all = store.all();
            List<Provider> next = new ArrayList<>();
            wanted.forEach(
                    id -> all.stream().filter(each -> each.id().equals(id)).forEach(next::add));
            all.stream().filter(each -> !wanted.contains(each.id())).forEach(next::add);
            if (next.size() != all.size()) {
                throw new RefusedException(ErrorCode.INVALID_REQUEST, "A provider is named twice.");
            }
            place(next);
            audit.record(
                    who, AuditAction.PROVIDER_ORDERED, AuditSubject.NONE, Map.of("order", String.join(" ", wanted)));
            return store.all();
        });
        changed.accept("");
        return ordered;
    }

    private void place(List<Provider> inOrder) {
        for (int place = 0; place < inOrder.size(); place++) {
            if (inOrder.get(place).place() != place) {
                store.replace(inOrder.get(place).at(place));
            }
        }
    }

    private Provider made(String id, Wish wish, int place, @Nullable String sealedBefore, long version) {
        String key = wish.key();
        String sealed = key == null ? sealedBefore : key.isBlank() ? null : sealer.seal(id, key.strip());
        return new Provider(id, wish.setup(), wish.uses(), wish.enabled(), place, sealed, version);
    }

    private static void refuseTaken(List<Provider> others, String name, String id) {
        if (others.stream()
                .anyMatch(other -> !other.id().equals(id) && other.name().equalsIgnoreCase(name))) {
            throw wrong("name", "is the name of another provider");
        }
    }

    /** Says what is wrong with a wish before anything is stored or asked. */
    public static void check(Wish wish) {
        if (wish.uses().isEmpty()) {
            throw wrong("uses", "must name at least one use");
        }
        if (wish.setup().name().equalsIgnoreCase("local")) {
            throw wrong("name", "is the name of what is built in");
        }
        if (!address(wish.setup().baseUrl())) {
            throw wrong("base_url", "must be an http or https address without a password in it");
        }
        for (Stage use : wish.uses()) {
            if (wish.setup().model(use).isBlank()) {
                throw wrong(use.name().toLowerCase(Locale.ROOT) + "_model", "is missing");
            }
        }
    }

    private static boolean address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static RefusedException wrong(String field, String problem) {
        return new RefusedException(
                ErrorCode.INVALID_REQUEST,
                "body." + field + " " + problem + ".",
                Map.of("problems", List.of(Map.of("place", "body." + field, "problem", problem))));
    }

    private static RefusedException unknown() {
        return new RefusedException(ErrorCode.NOT_FOUND, "There is no such provider.");
    }

    private static Map<String, String> told(Provider provider) {
        return Map.of(
                "name", provider.name(),
                "address", provider.setup().baseUrl(),
                "key", provider.sealedKey() == null ? "none" : "stored");
    }

    @Override
    public int resealSome(int most) {
        return transactions.change(() -> {
            int done = 0;
            for (Provider provider : store.all()) {
                String sealed = provider.sealedKey();
                String key = sealed != null && done < most && sealer.stale(sealed) ? key(provider) : "";
                if (!key.isEmpty()) {
                    store.replace(new Provider(
                            provider.id(),
                            provider.setup(),
                            provider.uses(),
                            provider.enabled(),
                            provider.place(),
                            sealer.seal(provider.id(), key),
                            provider.version()));
                    done++;
                }
            }
            return done;
        });
    }
}
