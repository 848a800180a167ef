package dev.mynah.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How people and programs are let in. Immutable.
 *
 * @param sessionIdle how long a login lasts that nobody uses
 * @param sessionLongest how long one lasts at most
 * @param auditRetention how long the audit log keeps what was done
 * @param oidc the provider people may log in with; null for none
 * @param keyFile file of the master key that somebody named; null for the one in the data directory
 * @param masterKey the master key itself, from the environment; null when it is in a file
 */
public record AccessSettings(
        Duration sessionIdle,
        Duration sessionLongest,
        Duration auditRetention,
        @Nullable OidcSettings oidc,
        @Nullable Path keyFile,
        @Nullable Secret masterKey) {}
