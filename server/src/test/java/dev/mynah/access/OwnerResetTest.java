package dev.mynah.access;

import static dev.mynah.access.AccessWorld.HOME;
import static dev.mynah.access.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerResetTest {
    private static final String NEXT = "seven grey cranes";
    private final Path data;
    private final AccessWorld world;
    private final User owner;

    OwnerResetTest(@TempDir Path data) throws Exception {
        this.data = data;
        this.world = new AccessWorld(data);
        this.owner = world.owner();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void without_a_token_made_here_there_is_nothing_to_reset() {
        refused(ErrorCode.NOT_FOUND, () -> world.reset.reset("", "olga", NEXT, HOME));
        assertThat(world.reset.pending()).isFalse();
    }

    @Test
    void the_token_sets_an_owners_password_once_and_ends_all_logins() throws Exception {
        LoggedIn before = world.login("olga");
        String token = OwnerReset.offer(data, world.tokens, world.now);
        assertThat(world.reset.reset(token, "OLGA", NEXT, HOME).id()).isEqualTo(owner.id());
        assertThat(world.authenticator.cookie(before.cookie())).isEmpty();
        assertThat(world.login("olga", NEXT, HOME, null)).isNotNull();
        refused(ErrorCode.NOT_FOUND, () -> world.reset.reset(token, "olga", "eleven red kites", HOME));
        assertThat(world.actions()).contains("owner.reset");
    }

    @Test
    void its_file_holds_no_token_and_is_for_its_owner_only() throws Exception {
        String token = OwnerReset.offer(data, world.tokens, world.now);
        Path file = data.resolve(OwnerReset.FILE);
        assertThat(file).content().doesNotContain(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_wrong_token_a_name_that_is_no_owners_and_a_bad_password_leave_it_good() throws Exception {
        world.make(owner, "mia", Role.MEMBER);
        String token = OwnerReset.offer(data, world.tokens, world.now);
        refused(ErrorCode.FORBIDDEN, () -> world.reset.reset("wrong", "olga", NEXT, HOME));
        assertThat(refused(ErrorCode.CONFLICT, () -> world.reset.reset(token, "mia", NEXT, HOME))
                        .details())
                .containsEntry("owners", List.of("olga"));
        refused(ErrorCode.INVALID_REQUEST, () -> world.reset.reset(token, "olga", "short", HOME));
        assertThat(world.reset.reset(token, "olga", NEXT, HOME)).isNotNull();
    }

    @Test
    void it_is_good_for_an_hour() throws Exception {
        String token = OwnerReset.offer(data, world.tokens, world.now);
        world.pass(Duration.ofHours(1));
        refused(ErrorCode.NOT_FOUND, () -> world.reset.reset(token, "olga", NEXT, HOME));
    }

    @Test
    void a_later_token_replaces_an_earlier_one() throws Exception {
        String first = OwnerReset.offer(data, world.tokens, world.now);
        String second = OwnerReset.offer(data, world.tokens, world.now);
        refused(ErrorCode.FORBIDDEN, () -> world.reset.reset(first, "olga", NEXT, HOME));
        assertThat(world.reset.reset(second, "olga", NEXT, HOME)).isNotNull();
    }

    @Test
    void a_disabled_owner_is_let_in_again() throws Exception {
        User second = world.make(owner, "omar", Role.OWNER);
        world.users.edit(world.principal(second), HOME, owner.id(), new UserEdit(null, null, true, null), user -> {});
        String token = OwnerReset.offer(data, world.tokens, world.now);
        world.reset.reset(token, "olga", NEXT, HOME);
        assertThat(world.login("olga", NEXT, HOME, null)).isNotNull();
    }

    @Test
    void nonsense_in_the_file_is_no_token() throws Exception {
        for (String nonsense : List.of("", "x", "2026-05-01T10:30:00Z", "9999-01-01T00:00:00Z " + Tokens.hash("t"))) {
            Files.writeString(data.resolve(OwnerReset.FILE), nonsense);
            assertThat(world.reset.pending()).as(nonsense).isFalse();
        }
    }
}
