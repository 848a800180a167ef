package dev.mynah.provisioning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The UUIDs that devices make at their first boot. Stateless. */
final class ClientIds {
    /** What is no such thing counts as none: it would be compared, derived from and logged. */
    private static final Pattern USABLE = Pattern.compile("[!-~]{1,64}");

    private ClientIds() {}

    /** The client id as it may be used; empty for none. */
    static String usable(@Nullable String clientId) {
        return clientId != null && USABLE.matcher(clientId).matches() ? clientId : "";
    }

    /** Whether they are the same and there is one; takes as long for those that are nearly the same. */
    static boolean same(String known, String claimed) {
        return !known.isEmpty()
                && MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }
}
