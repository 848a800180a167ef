package dev.mynah.access;

import static dev.mynah.access.Permission.AUDIT_READ;
import static dev.mynah.access.Permission.CONVERSATIONS_READ;
import static dev.mynah.access.Permission.DEVICES_BIND;
import static dev.mynah.access.Permission.DEVICES_MANAGE;
import static dev.mynah.access.Permission.DEVICES_READ;
import static dev.mynah.access.Permission.DEVICES_USE;
import static dev.mynah.access.Permission.FIRMWARE_MANAGE;
import static dev.mynah.access.Permission.FIRMWARE_READ;
import static dev.mynah.access.Permission.PEOPLE_READ;
import static dev.mynah.access.Permission.SERVICES_MANAGE;
import static dev.mynah.access.Permission.SERVICES_READ;
import static dev.mynah.access.Permission.SETTINGS_READ;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person may do. */
public enum Role {
    /** Everything, also with other owners. At least one exists once the server is set up. */
    OWNER(EnumSet.allOf(Permission.class)),
    /** Everything but to make, change or remove owners. */
    ADMIN(EnumSet.allOf(Permission.class)),
    /** Uses and organises all devices and what they talk with. */
    OPERATOR(EnumSet.of(
            DEVICES_READ,
            DEVICES_USE,
            DEVICES_BIND,
            DEVICES_MANAGE,
            CONVERSATIONS_READ,
            SERVICES_READ,
            SERVICES_MANAGE,
            FIRMWARE_READ,
            FIRMWARE_MANAGE,
            SETTINGS_READ)),
    /** Sees everything and changes nothing. */
    VIEWER(EnumSet.of(
            DEVICES_READ, CONVERSATIONS_READ, SERVICES_READ, FIRMWARE_READ, PEOPLE_READ, AUDIT_READ, SETTINGS_READ)),
    /** Binds, sees and uses own devices; those of others do not exist for a member. */
    MEMBER(EnumSet.of(DEVICES_READ, DEVICES_USE, DEVICES_BIND, DEVICES_MANAGE, CONVERSATIONS_READ, SERVICES_READ));

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** The role as the contract writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> named(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public Set<Permission> permissions() {
        return Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether only what is somebody's own is there for this role. */
    public boolean ownOnly() {
        return this == MEMBER;
    }
}
