package dev.mynah.testing;

import dev.mynah.access.Actor;
import dev.mynah.device.Arrangement;
import dev.mynah.device.ArrangementRules;
import dev.mynah.device.Device;
import dev.mynah.device.DeviceRegistry;
import dev.mynah.device.Devices;
import dev.mynah.device.FleetNews;
import dev.mynah.device.Groups;
import dev.mynah.device.Pairing;
import dev.mynah.device.Reported;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.protocol.ota.DeviceReports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Devices with stores in memory and time that stands still. */
public final class MemoryFleet {
    public static final Actor OWNER = new Actor(Actor.Kind.USER, "u-owner", "ada", "192.0.2.1");
    public static final Actor MEMBER = new Actor(Actor.Kind.USER, "u-member", "bob", "192.0.2.2");
    private static final Instant BEGINNING = Instant.parse("2026-08-08T08:00:00Z");

    public final VirtualTime time = new VirtualTime();
    public final InstantSource clock;
    public final MemoryTransactions transactions = new MemoryTransactions();
    public final MemoryDeviceStore deviceStore = new MemoryDeviceStore(transactions);
    public final MemoryGroupStore groupStore = new MemoryGroupStore(transactions, deviceStore);
    public final MemorySerialStore serialStore = new MemorySerialStore(transactions);
    public final MemoryAuditLog audit = new MemoryAuditLog(transactions);
    public final List<DeviceId> shut = new ArrayList<>();
    /** What watchers were told, such as {@code activated kitchen}. */
    public final List<String> told = new ArrayList<>();

    public final FleetNews news = new FleetNews() {
        @Override
        public void activated(Device device) {
            told.add("activated " + device.name());
        }

        @Override
        public void changed(Device device) {
            told.add("changed " + device.name());
        }

        @Override
        public void removed(Device device) {
            told.add("removed " + device.name());
        }
    };
    public final DeviceRegistry registry;
    public final Groups groups;
    public final ArrangementRules rules;
    public final Devices devices;

    public MemoryFleet() {
        this(1000);
    }

    /** @param limit most devices */
    public MemoryFleet(int limit) {
        long begin = time.nanoTime();
        this.clock = () -> BEGINNING.plusNanos(time.nanoTime() - begin);
        this.registry = new DeviceRegistry(deviceStore, transactions, time, Runnable::run, clock, limit);
        AtomicInteger ids = new AtomicInteger();
        this.groups = new Groups(
                groupStore, transactions, registry, audit, news, () -> "g" + ids.incrementAndGet(), clock, 100);
        this.rules = new ArrangementRules(
                groupStore::find, Set.of("u-owner", "u-member")::contains, Set.of("a-nice")::contains);
        this.devices = new Devices(registry, rules, audit, device -> shut.add(device.id()), news);
    }

    /** A registry that begins anew with what is stored. */
    public DeviceRegistry restarted() {
        DeviceRegistry again = new DeviceRegistry(deviceStore, transactions, time, Runnable::run, clock, 1000);
        again.load();
        return again;
    }

    /** Lets time pass until everything that waits to be stored is stored. */
    public void settle() {
        time.pass(Duration.ofSeconds(3));
    }

    /** Takes in a device that is bound, without anybody having entered a code. */
    public Device bound(int number, @Nullable String ownerId) {
        DeviceId id = id(number);
        return registry.edit(id, stored -> Device.met(
                        id, Reported.of(report(id, "2.4.2", Map.of()), Reported.NOTHING), clock.instant())
                .with(Pairing.made("client-" + number, "token-" + number, clock.instant(), null))
                .with(Arrangement.NONE.ownedBy(ownerId)));
    }

    /** The address of the device of that number. */
    public static DeviceId id(int number) {
        return DeviceId.parse(
                        "02:00:00:%02x:%02x:%02x".formatted(number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff))
                .orElseThrow();
    }

    /** What a device says in its configuration request. */
    public static DeviceReport report(DeviceId id, String firmware, Map<String, String> headers) {
        return DeviceReports.read(
                headers::get,
                "{\"mac_address\":\"%s\",\"chip_model_name\":\"esp32s3\",\"language\":\"en-US\",\"application\":{\"version\":\"%s\"},\"board\":{\"name\":\"bread-compact-wifi\",\"ssid\":\"home\"}}"
                        .formatted(id.mac(), firmware));
    }
}
