package dev.mynah.api;

import dev.mynah.access.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and how far what they showed can be trusted.
 *
 * @param principal who it is
 * @param csrfToken what requests that change something must repeat in {@code X-CSRF-Token}, when a cookie proved it:
 *     a browser adds cookies to what other pages make it send; null when a header proved it
 */
public record Caller(Principal principal, @Nullable String csrfToken) {
    @Override
    public String toString() {
        return "Caller[" + principal.name() + "]";
    }
}
