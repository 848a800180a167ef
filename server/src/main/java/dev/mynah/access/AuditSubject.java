package dev.mynah.access;

/**
 * What something was done to. Immutable.
 *
 * @param id empty when it was not done to one thing
 * @param name what people called it before, which is all that is left once it is gone; empty when it has no name
 */
public record AuditSubject(String id, String name) {
    /** No one thing. */
    public static final AuditSubject NONE = new AuditSubject("", "");
}
