package dev.mynah.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.mynah.access.ForeignIdentity;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One OpenID Connect provider, by the authorization code flow with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636). Thread-safe;
 * blocks.
 */
final class Provider {
    private final ProviderSettings settings;
    private final Discovery discovery;
    private final BoundedSender sender;

    Provider(ProviderSettings settings, Discovery discovery, BoundedSender sender) {
        this.settings = settings;
        this.discovery = discovery;
        this.sender = sender;
    }

    /** Where to send the browser of somebody who wants to log in. */
    URI authorization(Flow flow, URI redirect) throws OidcException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        redirect)
                .endpointURI(discovery.known().metadata().getAuthorizationEndpointURI())
                .state(new State(flow.state()))
                .nonce(new Nonce(flow.nonce()))
                .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who it is that comes back with the code. */
    ForeignPerson person(String code, Flow flow, URI redirect) throws OidcException {
        Discovery.Known known = discovery.known();
        try {
            OIDCTokens tokens = tokens(known.metadata(), code, flow, redirect);
            IDTokenClaimsSet proven = known.tokens().validate(tokens.getIDToken(), new Nonce(flow.nonce()));
            Map<String, Object> claims = new HashMap<>(
                    userInfo(known.metadata(), tokens, proven.getSubject().getValue()));
            claims.putAll(proven.toJSONObject());
            String issuer = settings.issuer().toString();
            return new ForeignPerson(
                    new ForeignIdentity(issuer, proven.getSubject().getValue()), claims);
        } catch (KeySourceException | IOException away) {
            throw new OidcException(OidcProblem.UNAVAILABLE, "the provider does not answer: " + away.getMessage());
        } catch (BadJOSEException | JOSEException | ParseException wrong) {
            throw new OidcException(OidcProblem.INVALID, "the provider's answer does not hold: " + wrong.getMessage());
        }
    }

    private OIDCTokens tokens(OIDCProviderMetadata metadata, String code, Flow flow, URI redirect)
            throws IOException, ParseException, OidcException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, new CodeVerifier(flow.verifier()));
        ClientAuthentication authentication = authentication(metadata);
        TokenRequest.Builder request = authentication == null
                ? new TokenRequest.Builder(metadata.getTokenEndpointURI(), new ClientID(settings.clientId()), grant)
                : new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication, grant);
        TokenResponse response =
                OIDCTokenResponseParser.parse(request.build().toHTTPRequest().send(sender));
        return switch (response) {
            case OIDCTokenResponse tokens -> tokens.getOIDCTokens();
            case TokenErrorResponse error -> throw refused(error);
            default -> throw new ParseException("it gives no identity");
        };
    }

    private static OidcException refused(TokenErrorResponse error) {
        int status = error.getErrorObject() == null ? 0 : error.getErrorObject().getHTTPStatusCode();
        String code = error.getErrorObject() == null
                ? "(no code)"
                : error.getErrorObject().getCode();
        return new OidcException(
                status >= 500 ? OidcProblem.UNAVAILABLE : OidcProblem.INVALID,
                "the provider refuses the code: " + code);
    }

    /** As the standard prefers it, else as the provider can. */
    private @Nullable ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        String secret = settings.clientSecret();
        if (secret == null) {
            return null;
        }
        List<ClientAuthenticationMethod> known = metadata.getTokenEndpointAuthMethods();
        boolean basic = known == null
                || known.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                || !known.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return basic
                ? new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(secret))
                : new ClientSecretPost(new ClientID(settings.clientId()), new Secret(secret));
    }

    /** Some providers put names and groups here instead of into the token. What is about somebody else is not believed. */
    private Map<String, Object> userInfo(OIDCProviderMetadata metadata, OIDCTokens tokens, String subject)
            throws IOException, ParseException {
        URI endpoint = metadata.getUserInfoEndpointURI();
        if (endpoint == null || !(tokens.getAccessToken() instanceof BearerAccessToken bearer)) {
            return Map.of();
        }
        UserInfoResponse response = UserInfoResponse.parse(
                new UserInfoRequest(endpoint, bearer).toHTTPRequest().send(sender));
        if (!response.indicatesSuccess() || response.toSuccessResponse().getUserInfo() == null) {
            return Map.of();
        }
        boolean same = subject.equals(
                response.toSuccessResponse().getUserInfo().getSubject().getValue());
        return same ? response.toSuccessResponse().getUserInfo().toJSONObject() : Map.of();
    }
}
