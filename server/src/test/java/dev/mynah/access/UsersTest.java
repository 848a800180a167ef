package dev.mynah.access;

import static dev.mynah.access.AccessWorld.GOOD_PASSWORD;
import static dev.mynah.access.AccessWorld.HOME;
import static dev.mynah.access.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsersTest {
    private final AccessWorld world;
    private final User owner;
    private final User admin;

    UsersTest(@TempDir Path data) throws Exception {
        world = new AccessWorld(data);
        owner = world.owner();
        admin = world.make(owner, "adam", Role.ADMIN);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void whoever_keeps_things_for_users_is_told_of_those_who_were_removed_and_fails_for_itself_only() {
        List<String> told = new ArrayList<>();
        world.users.onDeparture((id, who) -> {
            throw new IllegalStateException("away");
        });
        world.users.onDeparture((id, who) -> told.add(id + " by " + who.name()));

        refused(ErrorCode.NOT_FOUND, () -> world.users.remove(world.principal(owner), HOME, "nobody"));
        assertThat(told).isEmpty();
        world.users.remove(world.principal(owner), HOME, admin.id());

        assertThat(told).containsExactly(admin.id() + " by " + owner.name().shown());
    }

    @Test
    void names_that_differ_in_case_width_or_composition_are_one() {
        world.make(owner, "Zoë", Role.MEMBER);
        for (String same : new String[] {"zoë", "ZOË", "Zoe\u0308", " zoë "}) {
            assertThat(refused(ErrorCode.CONFLICT, () -> world.make(owner, same, Role.MEMBER)))
                    .hasMessageContaining("already");
        }
        assertThat(refused(ErrorCode.CONFLICT, () -> world.make(owner, "ｏｌｇａ", Role.MEMBER)))
                .hasMessageContaining("already");
        assertThat(world.login("ZOE\u0308").user().name().shown()).isEqualTo("Zoë");
    }

    @Test
    void an_administrator_makes_everybody_but_owners() {
        world.make(admin, "vera", Role.VIEWER);
        refused(ErrorCode.FORBIDDEN, () -> world.make(admin, "omar", Role.OWNER));
        assertThat(world.make(owner, "omar", Role.OWNER).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void an_administrator_cannot_touch_an_owner_in_any_way() {
        world.make(owner, "omar", Role.OWNER);
        for (UserEdit edit : new UserEdit[] {
            edit("gone", null, null, null),
            edit(null, Role.VIEWER, null, null),
            edit(null, null, true, null),
            edit(null, null, null, "another good one")
        }) {
            refused(
                    ErrorCode.FORBIDDEN,
                    () -> world.users.edit(world.principal(admin), HOME, owner.id(), edit, UsersTest::any));
        }
        refused(ErrorCode.FORBIDDEN, () -> world.users.remove(world.principal(admin), HOME, owner.id()));
        refused(
                ErrorCode.FORBIDDEN,
                () -> world.users.edit(
                        world.principal(admin), HOME, admin.id(), edit(null, Role.OWNER, null, null), UsersTest::any));
        assertThat(world.users.user(owner.id())).isEqualTo(owner);
    }

    @Test
    void the_last_owner_stays_whatever_is_tried() {
        Principal self = world.principal(owner);
        refused(ErrorCode.CONFLICT, () -> world.users.remove(self, HOME, owner.id()));
        refused(
                ErrorCode.CONFLICT,
                () -> world.users.edit(self, HOME, owner.id(), edit(null, Role.ADMIN, null, null), UsersTest::any));
        refused(
                ErrorCode.CONFLICT,
                () -> world.users.edit(self, HOME, owner.id(), edit(null, null, true, null), UsersTest::any));
        User second = world.make(owner, "omar", Role.OWNER);
        world.users.edit(self, HOME, second.id(), edit(null, null, true, null), UsersTest::any);
        assertThat(refused(ErrorCode.CONFLICT, () -> world.users.remove(self, HOME, owner.id())))
                .hasMessageContaining("last owner");
        world.users.edit(self, HOME, second.id(), edit(null, null, false, null), UsersTest::any);
        world.users.remove(self, HOME, owner.id());
        assertThat(world.users.find(owner.id())).isEmpty();
    }

    @Test
    void disabling_ends_logins_and_keys_at_once_and_enabling_lets_in_again() {
        User member = world.make(owner, "mia", Role.MEMBER);
        LoggedIn login = world.login("mia");
        String key = world.apiKeys
                .create(world.principal(member), HOME, "mine", Set.of(Permission.DEVICES_READ), null)
                .text();
        assertThat(world.authenticator.bearer(key)).isPresent();
        world.users.edit(world.principal(owner), HOME, member.id(), edit(null, null, true, null), UsersTest::any);
        assertThat(world.authenticator.bearer(login.accessToken())).isEmpty();
        assertThat(world.authenticator.cookie(login.cookie())).isEmpty();
        assertThat(world.authenticator.bearer(key)).isEmpty();
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(login.refreshToken(), HOME));
        refused(ErrorCode.UNAUTHENTICATED, () -> world.login("mia"));
        world.users.edit(world.principal(owner), HOME, member.id(), edit(null, null, false, null), UsersTest::any);
        assertThat(world.login("mia").user().id()).isEqualTo(member.id());
        assertThat(world.authenticator.bearer(login.accessToken())).isEmpty();
    }

    @Test
    void a_changed_role_counts_for_logins_and_keys_that_exist() {
        User operator = world.make(owner, "otto", Role.OPERATOR);
        LoggedIn login = world.login("otto");
        String key = world.apiKeys
                .create(
                        world.principal(operator),
                        HOME,
                        "k",
                        EnumSet.of(Permission.DEVICES_READ, Permission.FIRMWARE_MANAGE),
                        null)
                .text();
        world.users.edit(
                world.principal(owner), HOME, operator.id(), edit(null, Role.MEMBER, null, null), UsersTest::any);
        Principal now =
                world.authenticator.bearer(login.accessToken()).orElseThrow().principal();
        assertThat(now.may(Permission.FIRMWARE_MANAGE)).isFalse();
        assertThat(now.ownOnly()).isTrue();
        Principal program = world.authenticator.key(key).orElseThrow().principal();
        assertThat(program.permissions()).containsExactly(Permission.DEVICES_READ);
        assertThat(program.ownOnly()).isTrue();
    }

    @Test
    void changing_the_own_password_takes_the_present_one_and_ends_other_logins() {
        User member = world.make(owner, "mia", Role.MEMBER);
        LoggedIn here = world.login("mia");
        LoggedIn elsewhere = world.login("mia");
        Principal self = world.principal(member);
        String session = here.session().id();
        refused(
                ErrorCode.FORBIDDEN,
                () -> world.users.changeOwnPassword(self, HOME, session, "wrong password", "another good one"));
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> world.users.changeOwnPassword(self, HOME, session, GOOD_PASSWORD, "password123"));
        world.users.changeOwnPassword(self, HOME, session, GOOD_PASSWORD, "another good one");
        assertThat(world.authenticator.cookie(here.cookie())).isPresent();
        assertThat(world.authenticator.cookie(elsewhere.cookie())).isEmpty();
        refused(ErrorCode.UNAUTHENTICATED, () -> world.login("mia"));
        assertThat(world.login("mia", "another good one", HOME, null)).isNotNull();
    }

    @Test
    void a_key_cannot_change_its_owners_password() {
        Principal key = new Principal(Actor.Kind.API_KEY, "k_1", "key", Set.of(), false, owner.id());
        refused(
                ErrorCode.FORBIDDEN,
                () -> world.users.changeOwnPassword(key, HOME, null, GOOD_PASSWORD, "another good one"));
    }

    @Test
    void who_guesses_the_present_password_in_somebodys_session_has_to_wait() {
        Principal self = world.principal(owner);
        for (int i = 0; i < 11; i++) {
            refused(
                    ErrorCode.FORBIDDEN,
                    () -> world.users.changeOwnPassword(self, HOME, null, "a wrong guess", "another good one"));
        }
        refused(
                ErrorCode.TOO_MANY_REQUESTS,
                () -> world.users.changeOwnPassword(self, HOME, null, GOOD_PASSWORD, "another good one"));
        world.pass(Duration.ofSeconds(1));
        world.users.changeOwnPassword(self, HOME, null, GOOD_PASSWORD, "another good one");
    }

    @Test
    void a_key_does_not_become_more_than_it_is_by_way_of_an_account() {
        User viewer = world.make(owner, "vera", Role.VIEWER);
        Set<Permission> scopes = EnumSet.copyOf(Role.VIEWER.permissions());
        scopes.add(Permission.PEOPLE_MANAGE);
        String text = world.apiKeys
                .create(world.principal(owner), HOME, "people", scopes, null)
                .text();
        Principal key = world.authenticator.key(text).orElseThrow().principal();
        assertThat(world.users
                        .create(key, HOME, "victor", GOOD_PASSWORD, Role.VIEWER)
                        .role())
                .isEqualTo(Role.VIEWER);
        refused(ErrorCode.FORBIDDEN, () -> world.users.create(key, HOME, "eve", GOOD_PASSWORD, Role.ADMIN));
        refused(
                ErrorCode.FORBIDDEN,
                () -> world.users.edit(
                        key, HOME, admin.id(), edit(null, null, null, "another good one"), UsersTest::any));
        refused(
                ErrorCode.FORBIDDEN,
                () -> world.users.edit(key, HOME, viewer.id(), edit(null, Role.OPERATOR, null, null), UsersTest::any));
        refused(ErrorCode.FORBIDDEN, () -> world.users.remove(key, HOME, admin.id()));
    }

    @Test
    void a_condition_that_does_not_hold_any_more_stops_the_change() {
        User member = world.make(owner, "mia", Role.MEMBER);
        Consumer<User> asRead = user -> {
            if (user.version() != member.version()) {
                throw new RefusedException(ErrorCode.PRECONDITION_FAILED, "changed");
            }
        };
        Principal self = world.principal(owner);
        UserEdit rename = edit("maja", null, null, null);
        assertThat(world.users.edit(self, HOME, member.id(), rename, asRead).version())
                .isGreaterThan(member.version());
        refused(ErrorCode.PRECONDITION_FAILED, () -> world.users.edit(self, HOME, member.id(), rename, asRead));
    }

    @Test
    void every_change_is_in_the_audit_log_with_who_what_whom_and_from_where_and_no_secret() {
        User member = world.make(owner, "mia", Role.MEMBER);
        world.users.edit(
                world.principal(admin),
                "198.51.100.7",
                member.id(),
                edit("maja", Role.VIEWER, null, "another good one"),
                UsersTest::any);
        AuditEntry entry = world.audit.page(AuditQuery.ALL, null, 1).getFirst();
        assertThat(entry.who()).isEqualTo(new Actor(Actor.Kind.USER, admin.id(), "adam", "198.51.100.7"));
        assertThat(entry.action()).isEqualTo("user.changed");
        assertThat(entry.subject()).isEqualTo(new AuditSubject(member.id(), "mia"));
        assertThat(entry.details())
                .containsEntry("username", "mia -> maja")
                .containsEntry("role", "member -> viewer")
                .containsEntry("password", "set");
        assertThat(world.audit.page(AuditQuery.ALL, null, 100).toString())
                .doesNotContain("another good one", GOOD_PASSWORD, "argon2");
    }

    @Test
    void what_is_refused_is_not_in_the_audit_log() {
        int before = world.actions().size();
        refused(ErrorCode.CONFLICT, () -> world.users.remove(world.principal(owner), HOME, owner.id()));
        assertThat(world.actions()).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void d11_only_a_members_view_is_limited_to_what_is_their_own(Role role) {
        User user = role == Role.OWNER ? owner : world.make(owner, "somebody", role);
        Principal principal = world.principal(user);
        assertThat(principal.sees("u_of_somebody_else")).isEqualTo(role != Role.MEMBER);
        assertThat(principal.sees(user.id())).isTrue();
        assertThat(principal.may(Permission.PEOPLE_READ)).isEqualTo(role != Role.MEMBER && role != Role.OPERATOR);
    }

    @Test
    void no_hash_shows_in_text() {
        assertThat(world.users.user(owner.id()).toString()).doesNotContain("argon2");
    }

    private static void any(User user) {}

    private static UserEdit edit(
            @Nullable String name, @Nullable Role role, @Nullable Boolean disabled, @Nullable String password) {
        return new UserEdit(name, role, disabled, password);
    }
}
