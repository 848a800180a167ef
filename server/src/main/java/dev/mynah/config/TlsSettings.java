package dev.mynah.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS on the HTTP ports. Immutable.
 *
 * @param certificate absolute
 * @param key absolute
 * @param ports all serve the same; 0 stands for any free port
 * @param hsts whether browsers are told to come by TLS only
 */
public record TlsSettings(Path certificate, Path key, List<Integer> ports, boolean hsts) {
    public TlsSettings {
        ports = List.copyOf(ports);
    }

    /** As configured; null when it is off. */
    static @Nullable TlsSettings read(Values values, Path workingDirectory) {
        String certificate = values.find(TlsKeys.CERTIFICATE).orElse(null);
        String key = values.find(TlsKeys.KEY).orElse(null);
        if (certificate == null || key == null) {
            refuseHalf(values);
            return null;
        }
        return new TlsSettings(
                workingDirectory.resolve(certificate).normalize(),
                workingDirectory.resolve(key).normalize(),
                values.value(TlsKeys.PORTS),
                values.value(TlsKeys.HSTS));
    }

    /** Who sets one of them believes to have TLS. */
    private static void refuseHalf(Values values) {
        for (Key<?> given : TlsKeys.ALL) {
            if (values.has(given.name())) {
                values.problem(
                        values.origin(given.name()),
                        given.name() + ": does nothing without both http.tls.certificate and http.tls.key");
                return;
            }
        }
    }
}
