package dev.mynah.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that connections to come are shown; those that are there keep theirs. Thread-safe. A handshake is under way
 * over several calls, so what is chosen first stays valid until the next but one replacement.
 */
public final class CurrentCertificate extends X509ExtendedKeyManager {
    /** A certificate and the name handshakes know it by. */
    private record Shown(String alias, ServerCertificate certificate) {}

    /** The one that is shown, and the one before it. */
    private record Pair(Shown now, Shown before) {}

    private volatile Pair pair;
    private int count;

    public CurrentCertificate(ServerCertificate first) {
        Shown shown = new Shown("c0", first);
        pair = new Pair(shown, shown);
    }

    public ServerCertificate certificate() {
        return pair.now().certificate();
    }

    synchronized void replace(ServerCertificate other) {
        count++;
        pair = new Pair(new Shown("c" + count, other), pair.now());
    }

    private @Nullable ServerCertificate named(@Nullable String alias) {
        Pair both = pair;
        if (both.now().alias().equals(alias)) {
            return both.now().certificate();
        }
        return both.before().alias().equals(alias) ? both.before().certificate() : null;
    }

    private @Nullable String choose(@Nullable String keyType) {
        Shown current = pair.now();
        boolean rsa = current.certificate().own().getPublicKey() instanceof RSAPublicKey;
        boolean fits = keyType != null && (rsa ? keyType.startsWith("RSA") : keyType.startsWith("EC"));
        return fits ? current.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        ServerCertificate certificate = named(alias);
        return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        ServerCertificate certificate = named(alias);
        return certificate == null ? null : certificate.key();
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        String alias = choose(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
