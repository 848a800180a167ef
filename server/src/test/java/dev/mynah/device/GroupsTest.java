package dev.mynah.device;

import static dev.mynah.testing.MemoryFleet.MEMBER;
import static dev.mynah.testing.MemoryFleet.OWNER;
import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.testing.MemoryAuditLog;
import dev.mynah.testing.MemoryFleet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final Scope MEMBERS = Scope.ownedBy("u-member");

    private final MemoryFleet fleet = new MemoryFleet();

    @Test
    void a_group_that_goes_leaves_its_devices_behind() {
        Group group = fleet.groups.make("upstairs", "all of it", null, OWNER);
        fleet.bound(1, "u-owner");
        fleet.devices.arrange(id(1), Scope.ALL, OWNER, it -> it.arrangement().in(List.of(group.id())));
        fleet.groups.remove(group.id(), Scope.ALL, OWNER);

        assertThat(fleet.groups.list(Scope.ALL)).isEmpty();
        assertThat(fleet.registry.find(id(1)).orElseThrow().arrangement().groups())
                .isEmpty();
        assertThat(fleet.restarted().find(id(1)).orElseThrow().arrangement().groups())
                .isEmpty();
        assertThat(fleet.audit.actions()).containsExactly("group.created", "device.changed", "group.removed");
    }

    @Test
    void who_watches_the_devices_of_a_group_that_goes_is_told_of_those_alone() {
        Group group = fleet.groups.make("upstairs", "", null, OWNER);
        fleet.bound(1, "u-owner");
        fleet.bound(2, "u-owner");
        fleet.devices.arrange(
                id(1), Scope.ALL, OWNER, it -> it.arrangement().named("Study").in(List.of(group.id())));
        fleet.told.clear();

        fleet.groups.remove(group.id(), Scope.ALL, OWNER);

        assertThat(fleet.told).containsExactly("changed Study");
        assertThat(fleet.audit.entries().getLast())
                .returns("group.removed", MemoryAuditLog.Entry::action)
                .returns("upstairs", MemoryAuditLog.Entry::name);
    }

    @Test
    void a_member_sees_changes_and_uses_own_groups_only() {
        Group others = fleet.groups.make("office", "", null, OWNER);
        Group own = fleet.groups.make("home", "", "u-member", MEMBER);
        fleet.bound(1, "u-member");

        assertThat(fleet.groups.list(MEMBERS)).containsExactly(own);
        refused(ErrorCode.NOT_FOUND, () -> fleet.groups.show(others.id(), MEMBERS));
        refused(
                ErrorCode.NOT_FOUND,
                () -> fleet.groups.change(
                        others.id(), MEMBERS, MEMBER, group -> new Groups.Naming(group.name(), group.description())));
        refused(ErrorCode.NOT_FOUND, () -> fleet.groups.remove(others.id(), MEMBERS, MEMBER));
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> fleet.devices.arrange(
                        id(1), MEMBERS, MEMBER, it -> it.arrangement().in(List.of(others.id()))));
        fleet.devices.arrange(id(1), MEMBERS, MEMBER, it -> it.arrangement().in(List.of(own.id())));
        assertThat(fleet.registry.find(id(1)).orElseThrow().arrangement().groups())
                .containsExactly(own.id());
    }

    @Test
    void names_are_unique_among_the_groups_of_an_owner() {
        Group first = fleet.groups.make("Home", "", "u-member", MEMBER);
        fleet.groups.make("home", "", "u-owner", OWNER);
        refused(ErrorCode.CONFLICT, () -> fleet.groups.make("HOME", "", "u-member", MEMBER));
        refused(ErrorCode.INVALID_REQUEST, () -> fleet.groups.make(" ", "", "u-member", MEMBER));
        refused(ErrorCode.INVALID_REQUEST, () -> fleet.groups.make("a\u0007", "", "u-member", MEMBER));
        Group renamed = fleet.groups.change(
                first.id(), MEMBERS, MEMBER, group -> new Groups.Naming("house", group.description()));
        assertThat(renamed.name()).isEqualTo("house");
        assertThat(renamed.version()).isGreaterThan(first.version());
    }

    @Test
    void there_are_at_most_as_many_groups_as_configured() {
        for (int i = 0; i < 100; i++) {
            fleet.groups.make("g" + i, "", null, OWNER);
        }
        refused(ErrorCode.LIMIT_REACHED, () -> fleet.groups.make("one more", "", null, OWNER));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, no -> assertThat(no.code())
                .isEqualTo(code));
    }
}
