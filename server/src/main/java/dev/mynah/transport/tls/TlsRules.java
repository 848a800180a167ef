package dev.mynah.transport.tls;

import dev.mynah.tls.CurrentCertificate;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which TLS the server speaks (documented protocols §9): 1.2 and 1.3, forward secrecy and authenticated ciphers only.
 * Stateless.
 */
public final class TlsRules {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /** All strong, so the client may choose: it knows which of them its chip is fast at. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private TlsRules() {}

    /** Makes a port speak TLS, with whatever certificate is current when a client comes. */
    public static void apply(TCPSSLOptions options, CurrentCertificate certificate) {
        options.setSsl(true)
                .setKeyCertOptions(KeyCertOptions.wrap(certificate))
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(VERSIONS));
        SUITES.forEach(options::addEnabledCipherSuite);
    }
}
