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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    private final AccessWorld world;
    private final User owner;

    LoginsTest(@TempDir Path data) throws Exception {
        world = new AccessWorld(data);
        owner = world.owner();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_login_gives_a_cookie_an_access_token_and_a_refresh_token_of_one_session() {
        LoggedIn login = world.login("OLGA");
        Proven byToken = world.authenticator.bearer(login.accessToken()).orElseThrow();
        Proven byCookie = world.authenticator.cookie(login.cookie()).orElseThrow();
        assertThat(byToken.principal()).isEqualTo(byCookie.principal());
        assertThat(byToken.principal().id()).isEqualTo(owner.id());
        assertThat(byCookie.cookie()).isTrue();
        assertThat(byToken.cookie()).isFalse();
        assertThat(world.users.user(owner.id()).lastLoginAt()).isEqualTo(world.now);
        assertThat(login.toString()).doesNotContain(login.cookie(), login.accessToken(), login.refreshToken());
    }

    @Test
    void no_secret_of_a_login_is_stored() {
        LoggedIn login = world.login("olga");
        String secret = login.cookie().substring(login.cookie().indexOf('.') + 1);
        assertThat(world.sessionStore.find(login.session().id()).orElseThrow().toString())
                .doesNotContain(secret)
                .contains(Tokens.hash(secret));
    }

    @Test
    void a_wrong_name_a_wrong_password_and_a_disabled_account_are_answered_alike() {
        User mia = world.make(owner, "mia", Role.MEMBER);
        world.users.edit(world.principal(owner), HOME, mia.id(), new UserEdit(null, null, true, null), user -> {});
        Set<String> answers = new HashSet<>();
        for (String name : new String[] {"olga", "nobody", "", "mia", "' OR 1=1 --", "x".repeat(10_000)}) {
            String password = name.equals("mia") ? GOOD_PASSWORD : "something else";
            RefusedException refused =
                    refused(ErrorCode.UNAUTHENTICATED, () -> world.login(name, password, HOME, null));
            answers.add(refused.getMessage() + refused.details());
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void logging_out_ends_cookie_access_token_and_refresh_token_at_once() {
        LoggedIn login = world.login("olga");
        LoggedIn other = world.login("olga");
        world.logins.logout(world.principal(owner), HOME, login.session().id());
        assertThat(world.authenticator.bearer(login.accessToken())).isEmpty();
        assertThat(world.authenticator.cookie(login.cookie())).isEmpty();
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(login.refreshToken(), HOME));
        assertThat(world.authenticator.cookie(other.cookie())).isPresent();
        assertThat(world.actions()).endsWith("session.begun", "session.begun", "session.ended");
    }

    @Test
    void an_access_token_lasts_a_quarter_of_an_hour_and_a_refresh_token_gives_the_next() {
        LoggedIn login = world.login("olga");
        world.pass(Duration.ofMinutes(15));
        assertThat(world.authenticator.bearer(login.accessToken())).isEmpty();
        LoggedIn renewed = world.logins.refresh(login.refreshToken(), HOME);
        assertThat(world.authenticator.bearer(renewed.accessToken())).isPresent();
        assertThat(renewed.refreshToken()).isNotEqualTo(login.refreshToken());
        assertThat(renewed.cookie()).isEmpty();
    }

    @Test
    void a_refresh_token_used_again_later_ends_the_whole_session() {
        LoggedIn login = world.login("olga");
        LoggedIn renewed = world.logins.refresh(login.refreshToken(), HOME);
        world.pass(Duration.ofSeconds(11));
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(login.refreshToken(), "203.0.113.66"));
        assertThat(world.authenticator.bearer(renewed.accessToken())).isEmpty();
        assertThat(world.authenticator.cookie(login.cookie())).isEmpty();
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(renewed.refreshToken(), HOME));
        assertThat(world.audit.page(AuditQuery.ALL, null, 1).getFirst())
                .returns("session.token_reused", AuditEntry::action)
                .returns("203.0.113.66", entry -> entry.who().address());
    }

    @Test
    void a_client_that_did_not_get_the_answer_asks_again_and_gets_the_same() {
        LoggedIn login = world.login("olga");
        LoggedIn lost = world.logins.refresh(login.refreshToken(), HOME);
        world.pass(Duration.ofSeconds(5));
        LoggedIn again = world.logins.refresh(login.refreshToken(), HOME);
        assertThat(again.refreshToken()).isEqualTo(lost.refreshToken());
        world.pass(Duration.ofMinutes(1));
        assertThat(world.logins.refresh(again.refreshToken(), HOME)).isNotNull();
    }

    @Test
    void a_token_two_generations_old_is_never_taken_for_a_repetition() {
        LoggedIn login = world.login("olga");
        LoggedIn second = world.logins.refresh(login.refreshToken(), HOME);
        world.logins.refresh(second.refreshToken(), HOME);
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(login.refreshToken(), HOME));
        assertThat(world.sessionStore.find(login.session().id())).isEmpty();
    }

    @Test
    void refreshes_at_the_same_time_give_the_same_tokens() throws Exception {
        LoggedIn login = world.login("olga");
        List<Callable<String>> tabs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tabs.add(() -> world.logins.refresh(login.refreshToken(), HOME).refreshToken());
        }
        Set<String> tokens = new HashSet<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<String> tab : pool.invokeAll(tabs)) {
                tokens.add(tab.get());
            }
        }
        assertThat(tokens).hasSize(1);
    }

    @Test
    void an_invented_refresh_token_ends_nothing() {
        LoggedIn login = world.login("olga");
        String session = login.session().id();
        for (String invented : new String[] {
            "",
            "mynah-refresh_",
            "mynah-refresh_" + session + ".1.AAAA",
            login.refreshToken().replace(".1.", ".7."),
            login.accessToken()
        }) {
            refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(invented, HOME));
        }
        assertThat(world.authenticator.cookie(login.cookie())).isPresent();
    }

    @Test
    void a_session_ends_when_it_is_not_used_and_when_it_is_old() {
        LoggedIn idle = world.login("olga");
        world.pass(Duration.ofDays(7).plusSeconds(1));
        assertThat(world.authenticator.cookie(idle.cookie())).isEmpty();
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(idle.refreshToken(), HOME));

        LoggedIn busy = world.login("olga");
        for (int day = 0; day < 30; day++) {
            world.pass(Duration.ofDays(1));
            assertThat(world.authenticator.cookie(busy.cookie()))
                    .as("day %d", day)
                    .isPresent();
            world.authenticator.writeLastUsed();
        }
        world.pass(Duration.ofSeconds(1));
        assertThat(world.authenticator.cookie(busy.cookie())).isEmpty();
    }

    @Test
    void a_clock_set_back_ends_no_session_and_one_set_forward_and_back_loses_none() {
        LoggedIn login = world.login("olga");
        world.now = world.now.minus(Duration.ofDays(400));
        assertThat(world.authenticator.cookie(login.cookie())).isPresent();
        assertThat(world.authenticator.bearer(login.accessToken())).isPresent();
        assertThat(world.logins.refresh(login.refreshToken(), HOME)).isNotNull();
        world.now = world.now.plus(Duration.ofDays(800));
        assertThat(world.authenticator.cookie(login.cookie())).isEmpty();
        world.now = world.now.minus(Duration.ofDays(400));
        assertThat(world.authenticator.cookie(login.cookie())).isPresent();
    }

    @Test
    void a_repetition_is_not_granted_across_a_clock_that_was_set_back() {
        LoggedIn login = world.login("olga");
        world.logins.refresh(login.refreshToken(), HOME);
        world.now = world.now.minusSeconds(3600);
        refused(ErrorCode.UNAUTHENTICATED, () -> world.logins.refresh(login.refreshToken(), HOME));
    }

    @Test
    void d20_how_long_something_lasts_does_not_depend_on_the_time_zone_of_the_server() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            LoggedIn login = world.login("olga");
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Niue"));
            assertThat(world.authenticator.bearer(login.accessToken())).isPresent();
            world.pass(Duration.ofMinutes(14));
            assertThat(world.authenticator.bearer(login.accessToken())).isPresent();
            world.pass(Duration.ofMinutes(1));
            assertThat(world.authenticator.bearer(login.accessToken())).isEmpty();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void j18_a_cookie_with_anything_but_the_right_secret_opens_nothing() {
        LoggedIn login = world.login("olga");
        LoggedIn other = world.login("olga");
        String id = login.session().id();
        String secret = other.cookie().substring(other.cookie().indexOf('.') + 1);
        for (String forged : new String[] {
            "",
            ".",
            id,
            id + ".",
            id + "." + secret,
            id + "." + login.session().cookieHash(),
            owner.id(),
            owner.id() + "." + secret,
            "null",
            "true",
            login.accessToken(),
            login.cookie() + "x",
            login.cookie().toUpperCase(java.util.Locale.ROOT)
        }) {
            assertThat(world.authenticator.cookie(forged)).as(forged).isEmpty();
        }
    }

    @Test
    void a_user_has_a_bounded_number_of_sessions_and_the_one_unused_for_longest_goes() {
        LoggedIn first = world.login("olga");
        for (int i = 0; i < SessionLimits.PER_USER; i++) {
            world.pass(Duration.ofSeconds(1));
            world.login("olga");
        }
        assertThat(world.logins.of(owner.id())).hasSize(SessionLimits.PER_USER);
        assertThat(world.authenticator.cookie(first.cookie())).isEmpty();
    }

    @Test
    void a_proof_that_a_change_was_meant_belongs_to_one_session() {
        LoggedIn one = world.login("olga");
        LoggedIn other = world.login("olga");
        assertThat(one.csrf()).isNotEqualTo(other.csrf()).isEqualTo(world.logins.csrf(one.session()));
    }

    @Test
    void when_sessions_were_last_used_is_written_behind() {
        LoggedIn login = world.login("olga");
        var begun = world.now;
        world.pass(Duration.ofMinutes(5));
        world.authenticator.cookie(login.cookie());
        assertThat(world.sessionStore.find(login.session().id()).orElseThrow().usedAt())
                .isEqualTo(begun);
        world.authenticator.writeLastUsed();
        assertThat(world.sessionStore.find(login.session().id()).orElseThrow().usedAt())
                .isEqualTo(world.now);
    }
}
