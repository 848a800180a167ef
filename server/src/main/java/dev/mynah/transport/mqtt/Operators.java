package dev.mynah.transport.mqtt;

import dev.mynah.broker.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** People and programs that may watch devices, and command them. Thread-safe; must not wait. */
@FunctionalInterface
public interface Operators {
    /** Nobody. */
    Operators NONE = (username, password, address) -> CompletableFuture.completedStage(Optional.empty());

    /**
     * Looks who that is.
     *
     * @param username may be empty
     * @param password an API key, or the password that goes with the name
     * @return empty when it is nobody; may complete later, because passwords are expensive to check
     */
    CompletionStage<Optional<Principal.Operator>> find(String username, String password, String address);
}
