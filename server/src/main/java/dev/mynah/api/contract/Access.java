package dev.mynah.api.contract;

import dev.mynah.access.Permission;

/** Who may call an operation: its {@code x-permission}. */
public sealed interface Access {
    /** Anybody, without credentials ({@code none}). */
    record Open() implements Access {}

    /** Anybody who is logged in ({@code any}). */
    record LoggedIn() implements Access {}

    /** Who has this permission ({@link Permission#label}). */
    record Needs(Permission permission) implements Access {}

    /** @throws ContractException when the label is not known */
    static Access labelled(String label, String where) {
        return switch (label) {
            case "none" -> new Open();
            case "any" -> new LoggedIn();
            default ->
                Permission.named(label)
                        .<Access>map(Needs::new)
                        .orElseThrow(() -> new ContractException(where, "has no such x-permission: '" + label + "'"));
        };
    }
}
