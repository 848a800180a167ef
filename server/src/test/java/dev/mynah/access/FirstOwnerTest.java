package dev.mynah.access;

import static dev.mynah.access.AccessWorld.GOOD_PASSWORD;
import static dev.mynah.access.AccessWorld.HOME;
import static dev.mynah.access.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstOwnerTest {
    private final Path file;
    private final AccessWorld world;

    FirstOwnerTest(@TempDir Path data) throws Exception {
        file = data.resolve("setup-token");
        world = new AccessWorld(data);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_server_without_an_owner_offers_a_token_that_only_its_user_can_read() throws Exception {
        String token = world.firstOwner.offer().orElseThrow();
        assertThat(file).content().isEqualTo(token + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token).matches("[a-z2-9]{4}(-[a-z2-9]{4}){6}");
    }

    @Test
    void the_next_start_offers_the_same_token_and_closes_its_file_to_others() throws Exception {
        String token = world.firstOwner.offer().orElseThrow();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(world.firstOwner.offer()).contains(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_token_somebody_wrote_into_the_file_is_not_believed() throws Exception {
        Files.writeString(file, "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa\n");
        assertThat(world.firstOwner.offer().orElseThrow()).doesNotStartWith("aaaa-aaaa-aaaa");
    }

    @Test
    void the_token_makes_the_owner_and_then_both_are_gone() throws Exception {
        String token = world.firstOwner.offer().orElseThrow();
        User owner = world.firstOwner.create(" " + token + "\n", "Olga", GOOD_PASSWORD, HOME);
        assertThat(owner.role()).isEqualTo(Role.OWNER);
        assertThat(file).doesNotExist();
        assertThat(world.firstOwner.needed()).isFalse();
        assertThat(world.firstOwner.offer()).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> world.firstOwner.create(token, "Eve", GOOD_PASSWORD, HOME));
        assertThat(world.actions()).containsExactly("owner.created");
    }

    @Test
    void another_token_makes_nobody() throws Exception {
        world.firstOwner.offer();
        refused(ErrorCode.FORBIDDEN, () -> world.firstOwner.create("no-such-token", "Eve", GOOD_PASSWORD, HOME));
        refused(ErrorCode.FORBIDDEN, () -> world.firstOwner.create("", "Eve", GOOD_PASSWORD, HOME));
        assertThat(world.firstOwner.needed()).isTrue();
        assertThat(file).exists();
    }

    @Test
    void a_bad_name_or_password_leaves_the_token_good() throws Exception {
        String token = world.firstOwner.offer().orElseThrow();
        refused(ErrorCode.INVALID_REQUEST, () -> world.firstOwner.create(token, "Olga", "short", HOME));
        refused(ErrorCode.INVALID_REQUEST, () -> world.firstOwner.create(token, "", GOOD_PASSWORD, HOME));
        assertThat(world.firstOwner
                        .create(token, "Olga", GOOD_PASSWORD, HOME)
                        .name()
                        .shown())
                .isEqualTo("Olga");
    }

    @Test
    void of_many_that_use_the_token_at_once_one_becomes_the_owner() throws Exception {
        String token = world.firstOwner.offer().orElseThrow();
        CyclicBarrier together = new CyclicBarrier(6);
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "owner" + i;
            attempts.add(() -> {
                together.await();
                try {
                    return world.firstOwner
                            .create(token, name, GOOD_PASSWORD, HOME)
                            .id();
                } catch (RefusedException refused) {
                    return refused.code().name();
                }
            });
        }
        List<String> outcomes = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (Future<String> attempt : pool.invokeAll(attempts)) {
                outcomes.add(attempt.get());
            }
        }
        assertThat(outcomes).filteredOn(outcome -> outcome.equals("NOT_FOUND")).hasSize(5);
        assertThat(world.userStore.page(null, "", 10)).hasSize(1);
    }

    @Test
    void j17_a_new_owner_lacks_nothing_to_begin_with() throws Exception {
        assertThat(world.principal(world.owner()).permissions()).containsExactlyInAnyOrder(Permission.values());
    }
}
