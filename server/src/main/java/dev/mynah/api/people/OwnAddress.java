package dev.mynah.api.people;

import dev.mynah.api.Call;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address of this server as a browser knows it: the configured one, else the one its request was sent to. Immutable. */
final class OwnAddress {
    private final @Nullable URI configured;

    OwnAddress(@Nullable URI configured) {
        this.configured = configured;
    }

    /** @param path begins with a slash */
    URI of(Call call, String path) {
        if (configured != null) {
            return URI.create(configured.toString().replaceAll("/+$", "") + path);
        }
        String host = call.header("Host").orElse("");
        if (!host.matches("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:]{2,39}](:\\d{1,5})?")) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, "The Host header names no server.");
        }
        return URI.create((call.secure() ? "https://" : "http://") + host + path);
    }
}
