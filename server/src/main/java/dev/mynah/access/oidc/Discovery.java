package dev.mynah.access.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.mynah.support.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of itself, asked for when it is first needed and again every day, so that a provider that is away
 * neither stops a start nor stays unknown. Keys it changes are found when a token names one. Thread-safe; blocks.
 */
final class Discovery {
    private static final Duration KEEP = Duration.ofDays(1);
    /** Who asks right after it failed gets the same answer and does not wait. */
    private static final Duration FAILED = Duration.ofSeconds(5);

    private static final int CLOCK_SKEW_SECONDS = 60;
    /** Only keys that the provider alone has. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final URI issuer;
    private final String clientId;
    private final BoundedSender sender;
    private final Scheduler time;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Known known;
    private @Nullable Failure failure;

    Discovery(URI issuer, String clientId, BoundedSender sender, Scheduler time) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.sender = sender;
        this.time = time;
    }

    /** The provider as it is known; {@code since} is monotonic. */
    record Known(OIDCProviderMetadata metadata, IDTokenValidator tokens, long since) {}

    private record Failure(String message, long since) {}

    /** @throws OidcException when it cannot be found out */
    Known known() throws OidcException {
        lock.lock();
        try {
            Known present = known;
            if (present != null && !older(present.since(), KEEP)) {
                return present;
            }
            return asked(present);
        } finally {
            lock.unlock();
        }
    }

    private Known asked(@Nullable Known before) throws OidcException {
        Failure last = failure;
        if (last != null && !older(last.since(), FAILED)) {
            return or(before, last.message());
        }
        try {
            Known found = ask();
            known = found;
            failure = null;
            return found;
        } catch (IOException | ParseException failed) {
            String message = "the provider " + issuer + " cannot be asked: " + failed.getMessage();
            failure = new Failure(message, time.nanoTime());
            return or(before, message);
        }
    }

    private static Known or(@Nullable Known before, String message) throws OidcException {
        if (before == null) {
            throw new OidcException(OidcProblem.UNAVAILABLE, message);
        }
        return before;
    }

    private Known ask() throws IOException, ParseException {
        String base = issuer.toString();
        URI address = URI.create(base + (base.endsWith("/") ? "" : "/") + ".well-known/openid-configuration");
        HTTPResponse answer = new HTTPRequest(HTTPRequest.Method.GET, address).send(sender);
        answer.ensureStatusCode(HTTPResponse.SC_OK);
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBodyAsJSONObject());
        if (!metadata.getIssuer().equals(new Issuer(issuer))) {
            throw new ParseException("it calls itself " + metadata.getIssuer());
        }
        if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
            throw new ParseException("it does not say where to log in");
        }
        return new Known(metadata, validator(metadata), time.nanoTime());
    }

    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws IOException {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        metadata.getJWKSetURI().toURL(), this::retrieve)
                .refreshAheadCache(false) // would keep a thread
                .build();
        IDTokenValidator validator = new IDTokenValidator(
                metadata.getIssuer(), new ClientID(clientId), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
        validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        return validator;
    }

    private Resource retrieve(URL url) throws IOException {
        try {
            HTTPResponse answer = new HTTPRequest(HTTPRequest.Method.GET, url.toURI()).send(sender);
            answer.ensureStatusCode(HTTPResponse.SC_OK);
            return new Resource(answer.getBody(), "application/json");
        } catch (ParseException | java.net.URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean older(long since, Duration age) {
        return time.nanoTime() - since > age.toNanos();
    }
}
