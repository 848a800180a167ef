package dev.mynah.config;

import java.util.Locale;

/** Roles an OpenID Connect provider may give; owners are made here only. */
public enum ForeignRole {
    ADMIN,
    OPERATOR,
    VIEWER,
    MEMBER,
    /** No account. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
