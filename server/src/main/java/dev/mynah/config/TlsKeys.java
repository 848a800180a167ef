package dev.mynah.config;

import java.util.List;

/** The keys about TLS on the HTTP ports. */
final class TlsKeys {
    static final Key<String> CERTIFICATE = Key.withoutDefault(
            "http.tls.certificate",
            Types.text("a file"),
            "Certificate of the server and those above it, in PEM; makes the server speak TLS. Needs key. Taken up anew when it changes.");
    static final Key<String> KEY = Key.withoutDefault(
            "http.tls.key", Types.text("a file"), "Key of the certificate, in PEM, without a passphrase.");
    static final Key<List<Integer>> PORTS = Key.of(
            "http.tls.ports",
            Types.listOf(Types.whole(0, 65535), 1, "one or more whole numbers from 0 to 65535, 0 for any free port"),
            "8443",
            "Ports that serve everything with TLS, beside the plain ones of http.ports.");
    static final Key<Boolean> HSTS = Key.of(
            "http.tls.hsts",
            Types.truth(),
            "false",
            "Whether browsers are told to come by TLS only, for a year; the dashboard then no longer opens on the plain ports.");

    static final List<Key<?>> ALL = List.of(CERTIFICATE, KEY, PORTS, HSTS);

    private TlsKeys() {}
}
