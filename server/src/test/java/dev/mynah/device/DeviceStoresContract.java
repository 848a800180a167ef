package dev.mynah.device;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.config.DeviceTransport;
import dev.mynah.session.SessionEnd;
import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of devices and groups does. */
public abstract class DeviceStoresContract {
    private static final Instant THEN = Instant.parse("2026-08-08T08:00:00.123Z");
    private static final Reported REPORTED = new Reported(
            "bread-compact-wifi",
            "esp32s3",
            "2.4.2",
            "zh-CN",
            new Hardware(
                    "t",
                    "m",
                    "SN-1",
                    16_777_216,
                    8_318_916,
                    "192.0.2.44",
                    "家",
                    -47,
                    "c",
                    128,
                    64,
                    true,
                    "Aug  8",
                    "ab",
                    "ota_0",
                    2,
                    4_128_768));

    private final DeviceStore devices;
    private final GroupStore groups;
    private final Transactions transactions;

    /** Stores of one and the same place. */
    public record Stores(DeviceStore devices, GroupStore groups, Transactions transactions) {}

    protected DeviceStoresContract(Stores stores) {
        this.devices = stores.devices();
        this.groups = stores.groups();
        this.transactions = stores.transactions();
    }

    @Test
    void a_device_comes_back_with_everything_that_is_known_of_it() {
        groups.save(group("g1"), 0);
        groups.save(group("g2"), 0);
        Device full = full(1);
        Device bare = Device.met(id(2), Reported.NOTHING, THEN);
        assertThat(devices.save(full, 0)).isTrue();
        assertThat(devices.save(bare, 0)).isTrue();

        assertThat(devices.find(id(1))).contains(full);
        assertThat(devices.find(id(2))).contains(bare);
        assertThat(devices.find(id(3))).isEmpty();
        assertThat(devices.all()).containsExactlyInAnyOrder(full, bare);
    }

    @Test
    void a_device_is_only_changed_from_the_version_it_has() {
        Device first = Device.met(id(1), REPORTED, THEN);
        assertThat(devices.save(first.at(7), 0)).isTrue();
        assertThat(devices.save(first.with(first.arrangement().named("no")).at(8), 0))
                .as("it is there")
                .isFalse();
        assertThat(devices.save(first.with(first.arrangement().named("no")).at(8), 6))
                .as("another version")
                .isFalse();
        assertThat(devices.save(Device.met(id(2), REPORTED, THEN), 1))
                .as("it is not there")
                .isFalse();
        assertThat(devices.find(id(1))).contains(first.at(7));
        Device second = first.with(first.arrangement().named("yes")).at(8);
        assertThat(devices.save(second, 7)).isTrue();
        assertThat(devices.find(id(1))).contains(second);
    }

    @Test
    void what_people_decide_and_what_devices_say_do_not_overwrite_each_other() {
        Device before = Device.met(id(1), REPORTED, THEN);
        devices.save(before, 0);
        Reported later = new Reported("b", "c", "3.0", "en", Hardware.UNKNOWN);
        Seen seen = new Seen(THEN.plusSeconds(5), "websocket", SessionEnd.IDLE, "t1");
        Device changed = before.with(before.arrangement().named("kitchen")).at(2);

        devices.save(changed, 1);
        devices.reported(List.of(before.with(later).with(seen), Device.met(id(9), later, THEN)));
        assertThat(devices.find(id(1))).contains(changed.with(later).with(seen));
        devices.save(changed.with(changed.arrangement().named("hall")).at(3), 2);
        assertThat(devices.find(id(1)).orElseThrow().reported()).isEqualTo(later);
        assertThat(devices.all()).as("one that is gone is not made again").hasSize(1);
    }

    @Test
    void devices_that_were_met_are_added_and_known_ones_stay() {
        Device known = full(1).with(new Arrangement("known", null, new TreeSet<>(), null, null, ""));
        devices.save(known, 0);
        devices.met(List.of(Device.met(id(1), Reported.NOTHING, THEN), Device.met(id(2), REPORTED, THEN)));
        devices.met(List.of());
        devices.reported(List.of());
        assertThat(devices.find(id(1))).contains(known);
        assertThat(devices.find(id(2))).contains(Device.met(id(2), REPORTED, THEN));
    }

    @Test
    void a_device_is_only_removed_in_the_version_it_has() {
        groups.save(group("g1"), 0);
        groups.save(group("g2"), 0);
        devices.save(full(1), 0);
        assertThat(devices.remove(id(1), 41)).isFalse();
        assertThat(devices.remove(id(2), 1)).isFalse();
        assertThat(devices.remove(id(1), 42)).isTrue();
        assertThat(devices.all()).isEmpty();
        Device again = Device.met(id(1), REPORTED, THEN);
        devices.save(again, 0);
        assertThat(devices.find(id(1))).as("it is in no group any more").contains(again);
    }

    @Test
    void groups_change_from_the_version_they_have_and_take_their_memberships_with_them() {
        Group group = group("g1");
        assertThat(groups.save(group, 0)).isTrue();
        assertThat(groups.save(group, 0)).isFalse();
        groups.save(group("g2"), 0);
        assertThat(groups.save(group.named("other", "d"), 3)).isFalse();
        assertThat(groups.save(group.named("other", "d"), 1)).isTrue();
        assertThat(groups.find("g1")).contains(group.named("other", "d"));
        devices.save(full(1), 0);
        groups.remove("g1");
        groups.remove("g1");

        assertThat(groups.find("g1")).isEmpty();
        assertThat(groups.all()).containsExactly(group("g2"));
        assertThat(devices.find(id(1)).orElseThrow().arrangement().groups()).containsExactly("g2");
    }

    @Test
    void a_device_is_not_put_into_a_group_that_is_gone() {
        groups.save(group("g2"), 0);
        devices.save(full(1), 0);
        assertThat(devices.find(id(1)).orElseThrow().arrangement().groups()).doesNotContain("none");
        groups.remove("g2");
        Device stored = devices.find(id(1)).orElseThrow();
        devices.save(stored.with(stored.arrangement().in(Set.of())).at(43), 42);
        assertThat(devices.find(id(1)).orElseThrow().arrangement().groups()).isEmpty();
    }

    @Test
    void what_fails_leaves_nothing() {
        Device kept = Device.met(id(1), REPORTED, THEN);
        devices.save(kept, 0);
        groups.save(group("g1"), 0);
        assertThatThrownBy(() -> transactions.run(() -> {
                    devices.save(kept.with(kept.arrangement().named("lost")).at(2), 1);
                    devices.met(List.of(Device.met(id(2), REPORTED, THEN)));
                    devices.reported(List.of(kept.with(Reported.NOTHING)));
                    groups.remove("g1");
                    groups.save(group("g2"), 0);
                    devices.remove(id(1), 2);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(devices.all()).containsExactly(kept);
        assertThat(groups.all()).containsExactly(group("g1"));
    }

    @Test
    void hostile_texts_are_kept_as_what_they_are() {
        for (int i = 0; i < ReportedTextTest.HOSTILE.size(); i++) {
            String text = ReportedText.clean(ReportedTextTest.HOSTILE.get(i));
            Hardware hardware =
                    new Hardware(text, text, text, 0, 0, text, text, 0, text, 0, 0, false, text, text, text, 0, 0);
            Device device = Device.met(id(i), new Reported(text, text, text, text, hardware), THEN)
                    .with(Arrangement.NONE.named(text).noted(text));
            devices.save(device, 0);
            assertThat(devices.find(id(i))).contains(device);
        }
        assertThat(devices.all()).hasSize(ReportedTextTest.HOSTILE.size());
    }

    @Test
    void many_are_kept_at_once() {
        List<Device> many = IntStream.range(0, 2000)
                .mapToObj(i -> Device.met(id(i), REPORTED, THEN))
                .toList();
        devices.met(many);
        devices.reported(many.stream()
                .map(device -> device.with(device.seen().now(THEN)))
                .toList());
        assertThat(devices.all())
                .hasSize(2000)
                .allMatch(device -> THEN.equals(device.seen().at()));
    }

    private static Device full(int number) {
        return new Device(
                id(number),
                new Arrangement(
                        "Küche", "u-1", new TreeSet<>(Set.of("g1", "g2")), "a-1", DeviceTransport.WEBSOCKET, "a\nb"),
                new Pairing("client", "t2", "t1", THEN.plusMillis(1), THEN.plusMillis(2), "SN-1"),
                REPORTED,
                new Seen(THEN.plusMillis(3), "mqtt", SessionEnd.TAKEN_OVER, "t1"),
                THEN,
                42);
    }

    private static Group group(String id) {
        return new Group(id, "name of " + id, "", id.equals("g1") ? "u-1" : null, THEN, 1);
    }
}
