package dev.mynah.storage.sql.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditSubject;
import dev.mynah.assistant.persona.Assistant;
import dev.mynah.assistant.persona.Assistants;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.provider.Provider;
import dev.mynah.provider.Providers;
import dev.mynah.secret.KeyRing;
import dev.mynah.secret.SecretSealer;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;
import dev.mynah.testing.TestKeys;
import dev.mynah.voice.provider.Stage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people set up, with the service on the real tables of either engine. */
@OnEveryDatabase
class SqlServicesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final List<String> audited = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final SqlProviderStore store;
    private final Sql sql;
    private final Assistants assistants;

    SqlServicesTest(Sql sql) {
        this.sql = sql;
        store = new SqlProviderStore(sql);
        assistants =
                new Assistants(new SqlAssistantStore(sql), sql, this::audit, () -> "a" + ids.incrementAndGet(), CLOCK);
        assistants.load();
    }

    private void audit(Actor who, AuditAction action, AuditSubject subject, Map<String, String> details) {
        audited.add(action.label() + " " + details);
    }

    private Providers providers(KeyRing ring) {
        return new Providers(
                store, sql, this::audit, new SecretSealer(ring, new SecureRandom()), () -> "p" + ids.incrementAndGet());
    }

    @Test
    void a_key_goes_in_sealed_and_comes_out_only_to_ask_the_provider() {
        Providers providers = providers(TestKeys.ring(1));

        Provider added = providers.add(wish("Cloud", "sk-secret"), Actor.SYSTEM);

        assertThat(added.sealedKey()).isNotNull().doesNotContain("sk-secret");
        assertThat(providers.key(store.find(added.id()).orElseThrow())).isEqualTo("sk-secret");
        assertThat(audited).singleElement().asString().doesNotContain("sk-secret");
    }

    @Test
    void a_change_keeps_the_key_unless_it_says_otherwise() {
        Providers providers = providers(TestKeys.ring(1));
        String id = providers.add(wish("Cloud", "sk-secret"), Actor.SYSTEM).id();

        assertThat(providers.key(providers.change(id, wish("Renamed", null), Actor.SYSTEM, before -> {})))
                .isEqualTo("sk-secret");
        assertThat(providers
                        .change(id, wish("Renamed", ""), Actor.SYSTEM, before -> {})
                        .sealedKey())
                .isNull();
        assertThat(providers.find(id).orElseThrow().name()).isEqualTo("Renamed");
    }

    @Test
    void a_change_that_somebody_refuses_changes_nothing_and_is_told_to_nobody() {
        Providers providers = providers(TestKeys.ring(1));
        String id = providers.add(wish("Cloud", null), Actor.SYSTEM).id();
        List<String> told = new ArrayList<>();
        providers.onChange(told::add);

        assertThatThrownBy(() -> providers.change(id, wish("Other", null), Actor.SYSTEM, before -> {
                    throw new RefusedException(ErrorCode.PRECONDITION_FAILED, "no");
                }))
                .isInstanceOf(RefusedException.class);

        assertThat(providers.find(id).orElseThrow().name()).isEqualTo("Cloud");
        assertThat(told).isEmpty();
    }

    @Test
    void a_provider_that_sees_is_kept_with_its_model() {
        Provider.Setup setup =
                new Provider.Setup("Sharp", "http://127.0.0.1:9/v1", "", "", "", "looker", "", Duration.ofSeconds(5));
        Providers providers = providers(TestKeys.ring(1));

        Provider added = providers.add(new Providers.Wish(setup, Set.of(Stage.VISION), true, null), Actor.SYSTEM);

        assertThat(store.find(added.id())).hasValue(added);
        assertThat(added.setup().model(Stage.VISION)).isEqualTo("looker");
        Provider.Setup blind = setup("Blind", "http://x", "m");
        assertThat(refused(
                        () -> providers.add(new Providers.Wish(blind, Set.of(Stage.VISION), true, null), Actor.SYSTEM)))
                .contains("body.vision_model");
    }

    @Test
    void providers_are_asked_in_the_order_people_give_them() {
        Providers providers = providers(TestKeys.ring(1));
        String first = providers.add(wish("A", null), Actor.SYSTEM).id();
        String second = providers.add(wish("B", null), Actor.SYSTEM).id();
        String third = providers.add(wish("C", null), Actor.SYSTEM).id();

        providers.order(List.of(third, first), Actor.SYSTEM);
        assertThat(providers.all()).extracting(Provider::id).containsExactly(third, first, second);

        providers.remove(first, Actor.SYSTEM);
        assertThat(providers.all()).extracting(Provider::place).containsExactly(0, 1);
    }

    @Test
    void wrong_wishes_are_refused_with_the_field_that_is_wrong() {
        Providers providers = providers(TestKeys.ring(1));
        providers.add(wish("Cloud", null), Actor.SYSTEM);

        assertThat(refused(() -> providers.add(wish("cloud", null), Actor.SYSTEM)))
                .contains("body.name");
        assertThat(refused(() -> providers.add(at("ftp://x/v1"), Actor.SYSTEM))).contains("body.base_url");
        assertThat(refused(() -> providers.add(at("http://me:pw@x/v1"), Actor.SYSTEM)))
                .contains("body.base_url");
        assertThat(refused(() -> providers.add(at("not an address"), Actor.SYSTEM)))
                .contains("body.base_url");
        assertThat(refused(() -> providers.add(
                        new Providers.Wish(setup("X", "http://x", ""), Set.of(Stage.CHAT), true, null), Actor.SYSTEM)))
                .contains("body.chat_model");
    }

    @Test
    void keys_are_sealed_anew_when_the_master_key_changed() {
        String id = providers(TestKeys.ring(1))
                .add(wish("Cloud", "sk-secret"), Actor.SYSTEM)
                .id();
        String before = String.valueOf(store.find(id).orElseThrow().sealedKey());

        Providers rotated = providers(TestKeys.ring(2, 1));
        assertThat(rotated.resealSome(10)).isEqualTo(1);
        assertThat(rotated.resealSome(10)).isZero();

        Provider after = store.find(id).orElseThrow();
        assertThat(after.sealedKey()).isNotEqualTo(before);
        assertThat(providers(TestKeys.ring(2)).key(after)).isEqualTo("sk-secret");
    }

    @Test
    void a_key_that_cannot_be_opened_is_as_good_as_none() {
        Provider added = providers(TestKeys.ring(1)).add(wish("Cloud", "sk-secret"), Actor.SYSTEM);

        assertThat(providers(TestKeys.ring(2)).key(added)).isEmpty();
    }

    @Test
    void exactly_one_assistant_is_preferred_once_there_is_any() {
        Assistant first = assistants.add(new Assistants.Wish("Mynah", "Be kind.", "auto", false), Actor.SYSTEM);
        Assistant second = assistants.add(new Assistants.Wish("Tutor", "", "zh-CN", true), Actor.SYSTEM);

        assertThat(first.preferred()).isTrue();
        assertThat(assistants.of(null)).contains(second);
        assertThat(assistants.of(first.id()).orElseThrow().preferred()).isFalse();
        assertThat(assistants.of("gone")).contains(second);
        assertThatThrownBy(() -> assistants.remove(second.id(), Actor.SYSTEM)).isInstanceOf(RefusedException.class);
        assistants.remove(first.id(), Actor.SYSTEM);
        assistants.remove(second.id(), Actor.SYSTEM);
        assertThat(assistants.of(null)).isEmpty();
    }

    @Test
    void an_assistant_is_known_to_conversations_as_soon_as_it_is_changed() {
        String id = assistants
                .add(new Assistants.Wish("Mynah", "Be kind.", "auto", false), Actor.SYSTEM)
                .id();

        assistants.change(id, new Assistants.Wish("Mynah", "Be brief.", "en-US", false), Actor.SYSTEM, before -> {});

        assertThat(assistants.of(null).orElseThrow().prompt()).isEqualTo("Be brief.");
        assertThat(assistants.of(null).orElseThrow().spoken().orElseThrow().getLanguage())
                .isEqualTo("en");
        assertThat(new SqlAssistantStore(sql).all()).isEqualTo(assistants.all());
    }

    private static String refused(Runnable work) {
        try {
            work.run();
            return "nothing was refused";
        } catch (RefusedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Providers.Wish wish(String name, @Nullable String key) {
        return new Providers.Wish(setup(name, "http://127.0.0.1:9/v1", "m"), Set.of(Stage.CHAT), true, key);
    }

    private static Providers.Wish at(String address) {
        return new Providers.Wish(setup("X", address, "m"), Set.of(Stage.CHAT), true, null);
    }

    private static Provider.Setup setup(String name, String address, String model) {
        return new Provider.Setup(name, address, model, "", "", "", "", Duration.ofSeconds(5));
    }
}
