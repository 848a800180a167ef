package dev.mynah.device;

import org.jspecify.annotations.Nullable;

/** Which devices and groups are there for somebody; what is outside does not exist for them. Immutable. */
public sealed interface Scope {
    /** All of them. */
    Scope ALL = new Everything();

    /** Those that belong to a person. */
    static Scope ownedBy(String userId) {
        return new Own(userId);
    }

    /** Whether something of that owner is inside. */
    boolean includes(@Nullable String ownerId);

    /** See {@link #ALL}. */
    record Everything() implements Scope {
        @Override
        public boolean includes(@Nullable String ownerId) {
            return true;
        }
    }

    /** See {@link #ownedBy}. */
    record Own(String userId) implements Scope {
        @Override
        public boolean includes(@Nullable String ownerId) {
            return userId.equals(ownerId);
        }
    }
}
