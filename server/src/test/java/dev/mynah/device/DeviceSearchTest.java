package dev.mynah.device;

import static dev.mynah.testing.MemoryFleet.id;
import static dev.mynah.testing.MemoryFleet.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.session.SessionEnd;
import dev.mynah.testing.MemoryFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceSearchTest {
    private final MemoryFleet fleet = new MemoryFleet();
    private final DeviceSearch search = new DeviceSearch(fleet.registry);

    @ParameterizedTest
    @EnumSource(DeviceOrder.class)
    void pages_hold_every_device_once_in_order_whichever_way(DeviceOrder order) {
        for (int i = 0; i < 57; i++) {
            fleet.bound(i, "u-owner");
            fleet.registry.reported(id(i), report(id(i), "2." + i % 7 + ".1", Map.of()));
            fleet.time.pass(Duration.ofSeconds(i % 3));
        }
        List<String> up = macs(DeviceQuery.all(Scope.ALL, 10).by(order, false));
        List<String> down = macs(DeviceQuery.all(Scope.ALL, 10).by(order, true));

        assertThat(up).hasSize(57).doesNotHaveDuplicates();
        assertThat(down).containsExactlyElementsOf(up.reversed());
    }

    @Test
    void d12_versions_are_ordered_as_versions_whatever_they_end_in() {
        List<String> versions = List.of("", "latest", "1.9.4", "2.4.2", "2.4.2-rc1", "2.4.2.0", "2.4.10", "10.0");
        for (int i = 0; i < versions.size(); i++) {
            int number = (i * 5 + 3) % versions.size();
            fleet.bound(number, "u-owner");
            fleet.registry.reported(id(number), report(id(number), versions.get(number), Map.of()));
        }
        assertThat(search.find(DeviceQuery.all(Scope.ALL, 50).by(DeviceOrder.FIRMWARE, false), null)
                        .devices())
                .extracting(known -> known.device().reported().firmware())
                .containsSubsequence("latest", "1.9.4", "2.4.2", "2.4.2.0", "2.4.10", "10.0");
    }

    @Test
    void d11_what_belongs_to_others_is_not_found() {
        fleet.bound(1, "u-owner");
        fleet.bound(2, "u-member");
        fleet.bound(3, null);
        assertThat(macs(DeviceQuery.all(Scope.ownedBy("u-member"), 10))).containsExactly(id(2).mac());
        assertThat(search.find(DeviceQuery.all(Scope.ownedBy("u-member"), 10), null)
                        .total())
                .isEqualTo(1);
        assertThat(macs(DeviceQuery.all(Scope.ALL, 10))).hasSize(3);
    }

    @Test
    void words_are_looked_for_in_everything_people_would_type() {
        fleet.bound(1, "u-owner");
        fleet.bound(2, "u-owner");
        fleet.devices.arrange(id(1), Scope.ALL, MemoryFleet.OWNER, it -> it.arrangement()
                .named("Küche oben")
                .noted("leaks"));
        for (String words : List.of("küche", "KÜCHE", "oben 2.4.2", "00:01 esp32", "leak bread", "  küche  ")) {
            assertThat(macs(DeviceQuery.all(Scope.ALL, 10).containing(words)))
                    .as(words)
                    .containsExactly(id(1).mac());
        }
        assertThat(macs(DeviceQuery.all(Scope.ALL, 10).containing("kitchen"))).isEmpty();
        assertThat(macs(DeviceQuery.all(Scope.ALL, 10).containing(""))).hasSize(2);
    }

    @Test
    void devices_are_found_by_presence_group_board_firmware_and_whether_they_are_bound() {
        fleet.bound(1, "u-owner");
        fleet.bound(2, "u-owner");
        fleet.registry.met(id(3));
        Group group = fleet.groups.make("upstairs", "", null, MemoryFleet.OWNER);
        fleet.devices.arrange(
                id(1), Scope.ALL, MemoryFleet.OWNER, it -> it.arrangement().in(List.of(group.id())));
        fleet.registry.connected(id(2), "s", "websocket");
        DeviceQuery all = DeviceQuery.all(Scope.ALL, 10);

        assertThat(macs(all.online(true))).containsExactly(id(2).mac());
        assertThat(macs(all.online(false))).containsExactlyInAnyOrder(id(1).mac(), id(3).mac());
        assertThat(macs(all.bound(false))).containsExactly(id(3).mac());
        assertThat(macs(all.in(group.id()))).containsExactly(id(1).mac());
        assertThat(macs(all.with("bread-compact-wifi", null))).hasSize(2);
        assertThat(macs(all.with(null, "2.4.3"))).isEmpty();
        fleet.registry.left(id(2), "s", SessionEnd.IDLE);
        assertThat(macs(all.online(true))).isEmpty();
    }

    private List<String> macs(DeviceQuery query) {
        List<String> found = new ArrayList<>();
        DeviceOrder.Position cursor = null;
        do {
            DevicePage page = search.find(query, cursor);
            assertThat(page.devices()).hasSizeLessThanOrEqualTo(query.limit());
            page.devices().forEach(known -> found.add(known.device().id().mac()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
