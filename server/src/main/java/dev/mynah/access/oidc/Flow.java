package dev.mynah.access.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.access.Tokens;
import dev.mynah.secret.SealBrokenException;
import dev.mynah.secret.SecretSealer;
import java.time.Instant;
import java.util.Optional;

/**
 * What must be kept while somebody is at the provider. It goes with their browser, sealed, so that any node can go on with it,
 * nothing piles up here, and nobody can make another browser finish what they began. Immutable; its text shows no secret.
 *
 * @param state proves that the answer belongs to this
 * @param nonce proves that the token was made for this
 * @param verifier proves to the provider that who brings the code is who asked for it
 * @param returnTo page of the dashboard to come back to
 * @param linkTo user whose account is to be connected; empty to log in
 */
record Flow(String state, String nonce, String verifier, String returnTo, String linkTo, Instant end) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORD = "flow";

    static Flow begin(Tokens tokens, String returnTo, String linkTo, Instant end) {
        return new Flow(tokens.secret(), tokens.secret(), tokens.secret(), returnTo, linkTo, end);
    }

    String sealed(SecretSealer sealer) {
        return sealer.seal(
                RECORD,
                JSON.createObjectNode()
                        .put("state", state)
                        .put("nonce", nonce)
                        .put("verifier", verifier)
                        .put("return_to", returnTo)
                        .put("link_to", linkTo)
                        .put("end", end.toEpochMilli())
                        .toString());
    }

    /** What was sealed, if it was sealed here and has not ended. */
    static Optional<Flow> open(String sealed, SecretSealer sealer, Instant now) {
        try {
            JsonNode node = JSON.readTree(sealer.open(RECORD, sealed));
            Flow flow = new Flow(
                    node.path("state").asText(),
                    node.path("nonce").asText(),
                    node.path("verifier").asText(),
                    node.path("return_to").asText(),
                    node.path("link_to").asText(),
                    Instant.ofEpochMilli(node.path("end").asLong()));
            return Optional.of(flow).filter(open -> now.isBefore(open.end()));
        } catch (SealBrokenException | JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Flow[" + returnTo + "]";
    }
}
