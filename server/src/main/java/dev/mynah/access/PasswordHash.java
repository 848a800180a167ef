package dev.mynah.access;

/**
 * What is stored of a password: algorithm, parameters, salt and hash in the PHC string format. Immutable; does not show in
 * text.
 */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "(password hash)";
    }
}
