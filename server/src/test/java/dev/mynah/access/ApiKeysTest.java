package dev.mynah.access;

import static dev.mynah.access.AccessWorld.HOME;
import static dev.mynah.access.Permission.DEVICES_READ;
import static dev.mynah.access.Permission.DEVICES_USE;
import static dev.mynah.access.Permission.PEOPLE_MANAGE;
import static dev.mynah.access.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private final AccessWorld world;
    private final User owner;
    private final User member;

    ApiKeysTest(@TempDir Path data) throws Exception {
        world = new AccessWorld(data);
        owner = world.owner();
        member = world.make(owner, "mia", Role.MEMBER);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_key_acts_for_its_owner_within_its_scopes() {
        ApiKeys.Made made = make(member, Set.of(DEVICES_READ));
        Principal principal = world.authenticator.key(made.text()).orElseThrow().principal();
        assertThat(principal.kind()).isEqualTo(Actor.Kind.API_KEY);
        assertThat(principal.permissions()).containsExactly(DEVICES_READ);
        assertThat(principal.owner()).isEqualTo(member.id());
        assertThat(principal.ownOnly()).isTrue();
        assertThat(world.authenticator.bearer(made.text())).isPresent();
    }

    @Test
    void only_its_hash_and_its_beginning_are_kept() {
        ApiKeys.Made made = make(member, Set.of(DEVICES_READ));
        String stored = world.apiKeys.page(null, null, 10).toString();
        assertThat(stored)
                .contains(made.key().prefix(), Tokens.hash(made.text()))
                .doesNotContain(made.text());
        assertThat(made.text()).startsWith(made.key().prefix()).startsWith("mynah_");
        assertThat(made.toString()).doesNotContain(made.text());
        assertThat(world.audit.page(AuditQuery.ALL, null, 10).toString())
                .doesNotContain(made.text(), Tokens.hash(made.text()));
    }

    @Test
    void nobody_makes_a_key_that_can_do_more_than_they_may_not_even_by_way_of_another_key() {
        assertThat(refused(ErrorCode.FORBIDDEN, () -> make(member, Set.of(DEVICES_READ, PEOPLE_MANAGE)))
                        .details())
                .containsEntry("scopes", List.of("people:manage"));
        Principal key = world.authenticator
                .key(make(owner, Set.of(DEVICES_READ)).text())
                .orElseThrow()
                .principal();
        refused(ErrorCode.FORBIDDEN, () -> world.apiKeys.create(key, HOME, "more", Set.of(DEVICES_USE), null));
        assertThat(world.apiKeys
                        .create(key, HOME, "same", Set.of(DEVICES_READ), null)
                        .key()
                        .userId())
                .isEqualTo(owner.id());
    }

    @Test
    void a_key_ends_when_it_was_said_to() {
        ApiKeys.Made made = world.apiKeys.create(
                world.principal(owner), HOME, "soon", Set.of(DEVICES_READ), world.now.plusSeconds(60));
        world.pass(Duration.ofSeconds(59));
        assertThat(world.authenticator.key(made.text())).isPresent();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.authenticator.key(made.text())).isEmpty();
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> world.apiKeys.create(world.principal(owner), HOME, "past", Set.of(DEVICES_READ), world.now));
    }

    @Test
    void a_revoked_key_is_worth_nothing_at_once() {
        ApiKeys.Made made = make(member, Set.of(DEVICES_READ));
        world.apiKeys.revoke(world.principal(member), HOME, made.key().id());
        assertThat(world.authenticator.key(made.text())).isEmpty();
        assertThat(world.actions()).endsWith("api_key.created", "api_key.revoked");
    }

    @Test
    void a_member_revokes_own_keys_only_an_administrator_everybodys_but_owners() {
        User admin = world.make(owner, "adam", Role.ADMIN);
        String owners = make(owner, Set.of(DEVICES_READ)).key().id();
        String members = make(member, Set.of(DEVICES_READ)).key().id();
        refused(ErrorCode.NOT_FOUND, () -> world.apiKeys.revoke(world.principal(member), HOME, owners));
        refused(ErrorCode.FORBIDDEN, () -> world.apiKeys.revoke(world.principal(admin), HOME, owners));
        world.apiKeys.revoke(world.principal(admin), HOME, members);
        assertThat(world.apiKeys.page(null, null, 10)).extracting(ApiKey::id).containsExactly(owners);
    }

    @Test
    void a_key_goes_with_its_owner() {
        ApiKeys.Made made = make(member, Set.of(DEVICES_READ));
        world.users.remove(world.principal(owner), HOME, member.id());
        assertThat(world.authenticator.key(made.text())).isEmpty();
        assertThat(world.apiKeys.page(null, null, 10)).isEmpty();
    }

    @Test
    void when_a_key_was_last_used_is_written_behind() {
        ApiKeys.Made made = make(member, Set.of(DEVICES_READ));
        world.authenticator.key(made.text());
        assertThat(world.apiKeys.page(null, null, 10).getFirst().lastUsedAt()).isNull();
        world.apiKeys.writeLastUsed();
        assertThat(world.apiKeys.page(null, null, 10).getFirst().lastUsedAt()).isEqualTo(world.now);
    }

    @Test
    void a_user_has_a_bounded_number_of_keys() {
        for (int i = 0; i < 100; i++) {
            make(member, Set.of(DEVICES_READ));
        }
        refused(ErrorCode.LIMIT_REACHED, () -> make(member, Set.of(DEVICES_READ)));
        make(owner, Set.of(DEVICES_READ));
    }

    @Test
    void what_is_no_key_is_refused_whatever_it_looks_like() {
        String good = make(member, Set.of(DEVICES_READ)).text();
        String other = make(owner, Set.of(DEVICES_READ)).text();
        for (String bad : new String[] {
            "",
            "mynah_",
            good.substring(0, good.length() - 1),
            good + "A",
            " " + good,
            good.replace("mynah_", "mynah-"),
            good.substring(0, 31) + other.substring(31),
            "mynah_" + "0".repeat(24) + "_" + "A".repeat(43)
        }) {
            assertThat(world.authenticator.key(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void names_and_scopes_are_checked() {
        for (String name : new String[] {"", "  ", "n".repeat(101)}) {
            refused(
                    ErrorCode.INVALID_REQUEST,
                    () -> world.apiKeys.create(world.principal(owner), HOME, name, Set.of(DEVICES_READ), null));
        }
        refused(ErrorCode.INVALID_REQUEST, () -> make(owner, Set.of()));
    }

    private ApiKeys.Made make(User by, Set<Permission> scopes) {
        return world.apiKeys.create(world.principal(by), HOME, "script", scopes, null);
    }
}
