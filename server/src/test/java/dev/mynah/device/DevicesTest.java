package dev.mynah.device;

import static dev.mynah.testing.MemoryFleet.MEMBER;
import static dev.mynah.testing.MemoryFleet.OWNER;
import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.testing.MemoryFleet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final Scope MEMBERS = Scope.ownedBy("u-member");

    private final MemoryFleet fleet = new MemoryFleet();
    private final Devices devices = fleet.devices;

    @Test
    void d11_a_device_of_somebody_else_does_not_exist() {
        fleet.bound(1, "u-owner");
        fleet.bound(2, null);
        for (int number : new int[] {1, 2, 3}) {
            refused(ErrorCode.NOT_FOUND, () -> devices.show(id(number), MEMBERS));
            refused(ErrorCode.NOT_FOUND, () -> devices.arrange(id(number), MEMBERS, MEMBER, Device::arrangement));
            refused(ErrorCode.NOT_FOUND, () -> devices.remove(id(number), MEMBERS, MEMBER));
        }
        assertThat(fleet.audit.entries()).isEmpty();
        assertThat(fleet.registry.size()).isEqualTo(2);
    }

    @Test
    void a_change_tells_the_audit_log_what_was_changed_and_not_the_notes() {
        fleet.bound(1, "u-member");
        devices.arrange(id(1), MEMBERS, MEMBER, it -> it.arrangement()
                .named("kitchen")
                .noted("the key is under the mat")
                .talkingWith("a-nice"));
        assertThat(fleet.audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo(MEMBER);
            assertThat(entry.action()).isEqualTo("device.changed");
            assertThat(entry.subject()).isEqualTo(id(1).mac());
            assertThat(entry.details()).isEqualTo(Map.of("name", "kitchen", "assistant", "a-nice", "notes", "changed"));
        });
        devices.arrange(id(1), MEMBERS, MEMBER, it -> it.arrangement().named("kitchen"));
        assertThat(fleet.audit.entries()).as("nothing changed").hasSize(1);
    }

    @Test
    void a_change_decides_on_what_is_stored_and_may_refuse() {
        Device old = fleet.bound(1, "u-owner");
        Device now = devices.arrange(id(1), Scope.ALL, OWNER, unless(old.version(), "one"));
        refused(
                ErrorCode.PRECONDITION_FAILED,
                () -> devices.arrange(id(1), Scope.ALL, OWNER, unless(old.version(), "two")));
        assertThat(now.version()).isGreaterThan(old.version());
        assertThat(devices.show(id(1), Scope.ALL).device()).isEqualTo(now);
    }

    private static Function<Device, Arrangement> unless(long version, String name) {
        return device -> {
            if (device.version() != version) {
                throw new RefusedException(ErrorCode.PRECONDITION_FAILED, "changed");
            }
            return device.arrangement().named(name);
        };
    }

    @Test
    void what_is_nonsense_is_refused_with_the_field_it_is_in() {
        fleet.bound(1, "u-owner");
        invalid("name", () -> arrange("x".repeat(65), ""));
        invalid("name", () -> arrange("a\nb", ""));
        invalid("name", () -> arrange("a\u202eb", ""));
        invalid("notes", () -> arrange("", "x".repeat(4097)));
        invalid("notes", () -> arrange("", "a\u0000b"));
        invalid(
                "assistant_id",
                () -> devices.arrange(
                        id(1), Scope.ALL, OWNER, it -> it.arrangement().talkingWith("nobody")));
        invalid(
                "owner_id",
                () -> devices.arrange(
                        id(1), Scope.ALL, OWNER, it -> it.arrangement().ownedBy("nobody")));
        invalid(
                "groups",
                () -> devices.arrange(
                        id(1), Scope.ALL, OWNER, it -> it.arrangement().in(List.of("none"))));
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "g" + i).toList();
        invalid(
                "groups",
                () -> devices.arrange(
                        id(1), Scope.ALL, OWNER, it -> it.arrangement().in(many)));
        assertThat(arrange(" " + "\uD83D\uDE00".repeat(64) + " ", "two\r\nlines")
                        .arrangement()
                        .notes())
                .isEqualTo("two\nlines");
    }

    @Test
    void a_member_cannot_give_a_device_away_and_an_owner_can() {
        fleet.bound(1, "u-member");
        refused(
                ErrorCode.FORBIDDEN,
                () -> devices.arrange(
                        id(1), MEMBERS, MEMBER, it -> it.arrangement().ownedBy("u-owner")));
        refused(
                ErrorCode.FORBIDDEN,
                () -> devices.arrange(
                        id(1), MEMBERS, MEMBER, it -> it.arrangement().ownedBy(null)));
        assertThat(devices.arrange(
                                id(1), Scope.ALL, OWNER, it -> it.arrangement().ownedBy("u-owner"))
                        .arrangement()
                        .ownerId())
                .isEqualTo("u-owner");
    }

    @Test
    void a_removed_device_loses_its_channel_and_the_log_keeps_its_name() {
        fleet.bound(1, "u-member");
        devices.remove(id(1), MEMBERS, MEMBER);
        assertThat(fleet.shut).containsExactly(id(1));
        assertThat(fleet.audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("device.removed");
            assertThat(entry.details()).containsEntry("name", "bread-compact-wifi 0001");
        });
        assertThat(fleet.restarted().size()).isZero();
    }

    @Test
    void the_devices_of_somebody_who_is_gone_are_nobodys() {
        fleet.bound(1, "u-member");
        fleet.bound(2, "u-owner");
        devices.disown("u-member", OWNER);
        assertThat(devices.show(id(1), Scope.ALL).device().arrangement().ownerId())
                .isNull();
        assertThat(devices.show(id(2), Scope.ALL).device().arrangement().ownerId())
                .isEqualTo("u-owner");
        assertThat(fleet.restarted().find(id(1))).isEqualTo(fleet.registry.find(id(1)));
        assertThat(fleet.audit.entries()).singleElement().satisfies(entry -> assertThat(entry.details())
                .isEqualTo(Map.of("owner", "none")));
    }

    @Test
    void whoever_watches_is_told_of_changes_and_removals_and_of_nothing_else() {
        fleet.bound(1, "u-owner");
        fleet.devices.arrange(id(1), Scope.ALL, OWNER, it -> it.arrangement().named("kitchen"));
        fleet.devices.arrange(id(1), Scope.ALL, OWNER, it -> it.arrangement().named("kitchen"));
        assertThatThrownBy(() -> fleet.devices.remove(id(1), Scope.ownedBy("u-member"), OWNER))
                .isInstanceOf(RefusedException.class);
        assertThat(fleet.told).containsExactly("changed kitchen");
        fleet.devices.remove(id(1), Scope.ALL, OWNER);
        assertThat(fleet.told).containsExactly("changed kitchen", "removed kitchen");
    }

    @Test
    void a_change_that_the_audit_log_cannot_keep_does_not_happen() {
        Device before = fleet.bound(1, "u-owner");
        Devices deaf = new Devices(
                fleet.registry,
                new ArrangementRules(fleet.groupStore::find, user -> true, assistant -> true),
                (who, action, subject, details) -> {
                    throw new IllegalStateException("no audit log");
                },
                device -> {},
                fleet.news);
        assertThatThrownBy(() -> deaf.arrange(
                        id(1), Scope.ALL, OWNER, it -> it.arrangement().named("kitchen")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> deaf.remove(id(1), Scope.ALL, OWNER)).isInstanceOf(IllegalStateException.class);
        assertThat(fleet.registry.find(id(1))).contains(before);
        assertThat(fleet.deviceStore.find(id(1))).contains(before);
    }

    private Device arrange(String name, String notes) {
        return devices.arrange(
                id(1), Scope.ALL, OWNER, it -> it.arrangement().named(name).noted(notes));
    }

    private static void invalid(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, no -> {
            assertThat(no.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(no.details()).containsEntry("field", field);
        });
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, no -> assertThat(no.code())
                .isEqualTo(code));
    }
}
