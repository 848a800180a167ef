package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
    private final AccessWorld world;
    private final Upkeep upkeep;

    UpkeepTest(@TempDir Path data) throws Exception {
        world = new AccessWorld(data);
        world.owner();
        upkeep = new Upkeep(
                world.memory,
                world.authenticator,
                world.apiKeys,
                world.sessionStore,
                AccessWorld.LIMITS,
                world.audit,
                new SteadyTime(world.time, world.clock),
                world.clock);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void what_is_old_goes_and_what_is_not_stays() {
        LoggedIn old = world.login("olga");
        world.pass(Duration.ofDays(38));
        LoggedIn recent = world.login("olga");
        upkeep.removeOld();
        assertThat(world.sessionStore.find(old.session().id())).isEmpty();
        assertThat(world.sessionStore.find(recent.session().id())).isPresent();
        assertThat(world.actions()).isNotEmpty();
        world.pass(Duration.ofDays(401));
        upkeep.removeOld();
        assertThat(world.actions()).isEmpty();
    }

    @Test
    void a_clock_set_to_another_year_empties_nothing_and_comes_back() {
        LoggedIn login = world.login("olga");
        int entries = world.actions().size();
        for (Duration step : new Duration[] {Duration.ofDays(3650), Duration.ofDays(-7300), Duration.ofDays(3650)}) {
            world.now = world.now.plus(step);
            world.time.pass(Duration.ofHours(1));
            world.now = world.now.plus(Duration.ofHours(1));
            upkeep.removeOld();
        }
        assertThat(world.actions()).hasSize(entries);
        assertThat(world.authenticator.cookie(login.cookie())).isPresent();
    }

    @Test
    void what_was_noted_is_written() {
        LoggedIn login = world.login("olga");
        world.pass(Duration.ofMinutes(5));
        world.authenticator.cookie(login.cookie());
        upkeep.write();
        assertThat(world.sessionStore.find(login.session().id()).orElseThrow().usedAt())
                .isEqualTo(world.now);
    }
}
