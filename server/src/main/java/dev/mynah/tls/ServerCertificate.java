package dev.mynah.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What the server proves with that it is who it says. Immutable; its text shows no key.
 *
 * @param chain the server's certificate, then those of the authorities above it
 * @param key that belongs to the first
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /** The server's own. */
    public X509Certificate own() {
        return chain.getFirst();
    }

    public Instant begins() {
        return own().getNotBefore().toInstant();
    }

    public Instant ends() {
        return own().getNotAfter().toInstant();
    }

    /** Names and addresses it is for. */
    public Collection<String> names() {
        TreeSet<String> names = new TreeSet<>();
        try {
            Collection<List<?>> all = own().getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (name.getFirst().equals(DNS) || name.getFirst().equals(ADDRESS)) {
                    names.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException none) {
            // A certificate nobody can read the names of is for none.
        }
        return names;
    }

    /** Whether it is for a name or address; a star stands for one label. */
    public boolean isFor(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        String star = dot < 0 ? wanted : "*" + wanted.substring(dot);
        return names().stream().anyMatch(name -> name.equalsIgnoreCase(wanted) || name.equalsIgnoreCase(star));
    }

    /** Whether the last of the chain has no authority above itself: then it is of an authority of one's own. */
    public boolean selfMade() {
        X509Certificate last = chain.getLast();
        return last.getIssuerX500Principal().equals(last.getSubjectX500Principal());
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + own().getSubjectX500Principal() + ", until " + ends() + "]";
    }
}
