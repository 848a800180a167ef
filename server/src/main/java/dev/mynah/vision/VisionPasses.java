package dev.mynah.vision;

import dev.mynah.protocol.DeviceId;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionListener;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What devices show when they send a photo: a random token, made for one session of one device. It holds exactly as long as
 * the session does, however long that is, and for no other device. Kept in memory only; there is at most one for each
 * device. Thread-safe, never waits.
 */
public final class VisionPasses implements SessionListener {
    private static final int TOKEN_BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final SecureRandom random;
    private final Map<DeviceId, Issued> issued = new ConcurrentHashMap<>();

    public VisionPasses(SecureRandom random) {
        this.random = random;
    }

    /**
     * Who may send a photo.
     *
     * @param language in which the device is answered
     */
    public record Pass(DeviceId device, Locale language) {}

    private record Issued(DeviceSession session, byte[] token, Pass pass) {}

    /** A token for a session; the same one each time. Of a session that is over it never holds. */
    public String issue(DeviceSession session, Locale language) {
        Issued given = issued.compute(
                session.deviceId(),
                (device, known) -> known != null && known.session() == session ? known : fresh(session, language));
        if (session.ending()) {
            // It may have ended before it was put there, and then nobody else takes it away.
            issued.remove(session.deviceId(), given);
        }
        return new String(given.token(), StandardCharsets.US_ASCII);
    }

    private Issued fresh(DeviceSession session, Locale language) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        byte[] token = Base64.getUrlEncoder().withoutPadding().encode(bytes);
        return new Issued(session, token, new Pass(session.deviceId(), language));
    }

    /**
     * What the headers of an upload are worth. The client id says nothing here: it is no secret.
     *
     * @param deviceId as the header has it
     * @param authorization as the header has it; devices always write {@code Bearer} before the token
     */
    public Optional<Pass> check(@Nullable String deviceId, @Nullable String authorization) {
        if (deviceId == null || authorization == null || !authorization.startsWith(SCHEME)) {
            return Optional.empty();
        }
        byte[] shown = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return DeviceId.parse(deviceId)
                .map(issued::get)
                .filter(given -> MessageDigest.isEqual(given.token(), shown))
                .filter(given -> !given.session().ending())
                .map(Issued::pass);
    }

    @Override
    public void opened(DeviceSession session) {}

    @Override
    public void ended(DeviceSession session, SessionEnd reason) {
        issued.computeIfPresent(session.deviceId(), (device, given) -> given.session() == session ? null : given);
    }

    /** How many sessions have a token. */
    public int size() {
        return issued.size();
    }
}
