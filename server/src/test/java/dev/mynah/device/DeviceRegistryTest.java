package dev.mynah.device;

import static dev.mynah.testing.MemoryFleet.id;
import static dev.mynah.testing.MemoryFleet.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.SessionEnd;
import dev.mynah.storage.StorageException;
import dev.mynah.testing.MemoryFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeviceRegistryTest {
    private final MemoryFleet fleet = new MemoryFleet();
    private final DeviceRegistry registry = fleet.registry;

    @Test
    void what_a_device_reports_is_known_at_once_and_stored_later() {
        fleet.bound(1, "u-owner");
        registry.reported(id(1), report(id(1), "2.5.0", Map.of()));

        assertThat(registry.find(id(1)).orElseThrow().reported().firmware()).isEqualTo("2.5.0");
        assertThat(stored(1).reported().firmware()).isEqualTo("2.4.2");
        fleet.settle();
        assertThat(stored(1).reported().firmware()).isEqualTo("2.5.0");
        assertThat(registry.unstored()).isZero();
    }

    @Test
    void however_often_a_device_reports_it_is_stored_once() {
        fleet.bound(1, "u-owner");
        AtomicInteger changes = new AtomicInteger();
        fleet.transactions.beforeEach(changes::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            registry.reported(id(1), report(id(1), "2.5." + i, Map.of()));
            assertThat(registry.unstored()).isEqualTo(1);
        }
        fleet.settle();
        assertThat(changes).hasValue(1);
        assertThat(stored(1).reported().firmware()).isEqualTo("2.5.999");
    }

    @Test
    void d7_while_the_database_is_away_bound_devices_stay_bound_and_what_they_report_is_kept() {
        Device bound = fleet.bound(1, "u-owner");
        fleet.transactions.goDown();
        registry.reported(id(1), report(id(1), "2.5.0", Map.of()));
        fleet.time.pass(Duration.ofMinutes(30));

        assertThat(registry.find(id(1)).orElseThrow().pairing()).isEqualTo(bound.pairing());
        assertThat(registry.unstored()).isEqualTo(1);
        fleet.transactions.comeBack();
        fleet.time.pass(Duration.ofMinutes(1));
        assertThat(stored(1).reported().firmware()).isEqualTo("2.5.0");
        assertThat(registry.unstored()).isZero();
    }

    @Test
    void d7_a_start_without_the_database_fails_instead_of_taking_every_device_for_unbound() {
        fleet.bound(1, "u-owner");
        fleet.transactions.goDown();
        assertThatThrownBy(fleet::restarted).isInstanceOf(StorageException.class);
    }

    @Test
    void a_change_that_cannot_be_stored_does_not_show_in_memory() {
        Device before = fleet.bound(1, "u-owner");
        fleet.transactions.goDown();
        assertThatThrownBy(() -> registry.edit(
                        id(1), device -> before.with(before.arrangement().named("kitchen"))))
                .isInstanceOf(StorageException.class);
        assertThat(registry.find(id(1))).contains(before);
    }

    @Test
    void a_restart_finds_everything_as_it_was() {
        fleet.bound(1, "u-owner");
        fleet.devices.arrange(id(1), Scope.ALL, MemoryFleet.OWNER, it -> it.arrangement()
                .named("kitchen")
                .noted("a\nb"));
        registry.reported(id(1), report(id(1), "2.5.0", Map.of()));
        registry.connected(id(1), "s1", "websocket");
        registry.used(id(1), "token-1");
        registry.left(id(1), "s1", SessionEnd.IDLE);
        fleet.settle();

        DeviceRegistry again = fleet.restarted();
        assertThat(again.find(id(1))).isEqualTo(registry.find(id(1)));
        assertThat(again.known(id(1)).orElseThrow().presence())
                .isEqualTo(new Presence(
                        false, null, "websocket", fleet.clock.instant().minusSeconds(3), SessionEnd.IDLE));
    }

    @Test
    void what_a_device_says_while_somebody_changes_it_is_not_lost() {
        Device before = fleet.bound(1, "u-owner");
        registry.edit(id(1), device -> {
            registry.reported(id(1), report(id(1), "2.5.0", Map.of()));
            return before.with(before.arrangement().named("kitchen"));
        });
        Device after = registry.find(id(1)).orElseThrow();
        assertThat(after.name()).isEqualTo("kitchen");
        assertThat(after.reported().firmware()).isEqualTo("2.5.0");
    }

    @Test
    void of_many_changes_at_once_none_is_lost() throws Exception {
        fleet.bound(1, "u-owner");
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String line = "line" + i;
            all.add(Thread.ofVirtual()
                    .start(() -> fleet.devices.arrange(id(1), Scope.ALL, MemoryFleet.OWNER, it -> it.arrangement()
                            .noted(it.arrangement().notes() + "\n" + line))));
        }
        for (Thread one : all) {
            one.join();
        }
        assertThat(registry.find(id(1)).orElseThrow().arrangement().notes().split("\n"))
                .hasSize(50);
        assertThat(stored(1)).isEqualTo(registry.find(id(1)).orElseThrow());
    }

    @Test
    void a_device_that_was_removed_does_not_come_back_with_a_change_that_arrives_late() throws Exception {
        fleet.bound(1, "u-owner");
        CountDownLatch stored = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        DeviceRegistry slow = new DeviceRegistry(
                fleet.deviceStore,
                new dev.mynah.storage.Transactions() {
                    @Override
                    public <T> T change(java.util.function.Supplier<T> work) {
                        T result = fleet.transactions.change(work);
                        if (result instanceof Device && first.getAndSet(false)) {
                            stored.countDown();
                            await(removed);
                        }
                        return result;
                    }
                },
                fleet.time,
                Runnable::run,
                fleet.clock,
                10);
        slow.load();
        Device known = slow.find(id(1)).orElseThrow();
        Thread late = Thread.ofVirtual()
                .start(() -> slow.edit(
                        id(1), device -> known.with(known.arrangement().named("ghost"))));
        await(stored);
        slow.remove(id(1), device -> {});
        removed.countDown();
        late.join();

        assertThat(slow.find(id(1))).isEmpty();
        assertThat(fleet.deviceStore.find(id(1))).isEmpty();
    }

    @Test
    void a_device_can_be_bound_again_after_its_removal() {
        fleet.bound(1, "u-owner");
        registry.remove(id(1), device -> {});
        fleet.bound(1, "u-member");
        assertThat(registry.find(id(1)).orElseThrow().arrangement().ownerId()).isEqualTo("u-member");
        assertThat(stored(1)).isEqualTo(registry.find(id(1)).orElseThrow());
    }

    @Test
    void a_device_nobody_bound_is_taken_in_without_waiting_and_stored_later() {
        fleet.transactions.goDown();
        assertThat(registry.met(id(1))).isTrue();
        registry.reported(id(1), report(id(1), "2.4.2", Map.of()));
        fleet.transactions.comeBack();
        fleet.time.pass(Duration.ofMinutes(2));
        assertThat(stored(1)).isEqualTo(registry.find(id(1)).orElseThrow());

        registry.reported(id(1), report(id(1), "2.5.0", Map.of()));
        fleet.settle();
        assertThat(stored(1).reported().firmware()).isEqualTo("2.5.0");
    }

    @Test
    void a_device_can_be_changed_and_removed_before_it_was_ever_stored() {
        registry.met(id(1));
        registry.met(id(2));
        fleet.devices.arrange(
                id(1), Scope.ALL, MemoryFleet.OWNER, it -> it.arrangement().named("kitchen"));
        registry.remove(id(2), device -> {});
        fleet.settle();
        assertThat(stored(1).name()).isEqualTo("kitchen");
        assertThat(fleet.deviceStore.find(id(2))).isEmpty();
    }

    @Test
    void there_are_at_most_as_many_devices_as_configured() {
        MemoryFleet small = new MemoryFleet(2);
        small.bound(1, "u-owner");
        assertThat(small.registry.met(id(2))).isTrue();
        assertThat(small.registry.met(id(3))).isFalse();
        assertThatThrownBy(() -> small.bound(3, "u-owner"))
                .isInstanceOfSatisfying(
                        RefusedException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.LIMIT_REACHED));
        assertThat(small.registry.met(id(1))).as("one that is known").isTrue();
        assertThat(small.registry.size()).isEqualTo(2);
    }

    @Test
    void a_device_is_online_as_long_as_one_of_its_connections_is() {
        fleet.bound(1, "u-owner");
        registry.connected(id(1), "m1", "mqtt");
        fleet.time.pass(Duration.ofSeconds(1));
        registry.connected(id(1), "s1", "websocket");
        Presence both = presence(1);
        assertThat(both.online()).isTrue();
        assertThat(both.transport()).isEqualTo("websocket");
        registry.left(id(1), "s1", SessionEnd.FAREWELL);
        assertThat(presence(1).transport()).isEqualTo("mqtt");
        assertThat(presence(1).since()).isBefore(both.since());
        registry.left(id(1), "m1", SessionEnd.DEVICE_LEFT);
        assertThat(presence(1).online()).isFalse();
        assertThat(presence(1).leftFor()).isEqualTo(SessionEnd.DEVICE_LEFT);
    }

    @Test
    void the_late_end_of_a_connection_that_was_taken_over_does_not_show_the_device_offline() {
        fleet.bound(1, "u-owner");
        registry.connected(id(1), "s1", "websocket");
        registry.connected(id(1), "s2", "websocket");
        registry.left(id(1), "s1", SessionEnd.TAKEN_OVER);
        registry.left(id(1), "s1", SessionEnd.TAKEN_OVER);
        assertThat(presence(1).online()).isTrue();
        registry.left(id(1), "s2", SessionEnd.IDLE);
        assertThat(presence(1).online()).isFalse();
    }

    @Test
    void strangers_leave_no_trace() {
        registry.reported(id(9), report(id(9), "2.4.2", Map.of()));
        registry.connected(id(9), "s", "websocket");
        registry.left(id(9), "s", SessionEnd.IDLE);
        assertThat(registry.find(id(9))).isEmpty();
        assertThat(registry.unstored()).isZero();
    }

    @Test
    void a_body_that_is_no_json_does_not_wipe_what_is_known() {
        fleet.bound(1, "u-owner");
        DeviceId id = id(1);
        registry.reported(
                id,
                dev.mynah.protocol.ota.DeviceReports.read(
                        Map.of("Device-Id", id.mac(), "User-Agent", "bread-compact-wifi/2.6.0")::get,
                        "{\"ssid\":\"Bob\"s\"}"));
        Reported now = registry.find(id).orElseThrow().reported();
        assertThat(now.chip()).isEqualTo("esp32s3");
        assertThat(now.hardware().ssid()).isEqualTo("home");
        assertThat(now.firmware()).isEqualTo("2.6.0");
    }

    private Presence presence(int number) {
        return registry.known(id(number)).orElseThrow().presence();
    }

    private Device stored(int number) {
        return fleet.deviceStore.find(id(number)).orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
