package dev.mynah.access;

import java.util.Set;

/**
 * Somebody who proved to be who they are, with everything they may do. Immutable.
 *
 * @param kind what sort of somebody
 * @param id of the user or API key
 * @param name for people to read
 * @param permissions what they may do; for an API key its scopes, never more than its owner may
 * @param ownOnly whether only what belongs to {@code owner} is there for them
 * @param owner id of the user who owns what they make; for a user the same as {@code id}
 */
public record Principal(
        Actor.Kind kind, String id, String name, Set<Permission> permissions, boolean ownOnly, String owner) {
    public Principal {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether what belongs to this user is there for them. What they may not see must be answered as not found. */
    public boolean sees(String ownerId) {
        return !ownOnly || owner.equals(ownerId);
    }

    /** The same somebody as the audit log writes it. */
    public Actor actor(String address) {
        return new Actor(kind, id, name, address);
    }
}
