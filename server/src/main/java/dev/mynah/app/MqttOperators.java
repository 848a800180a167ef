package dev.mynah.app;

import dev.mynah.access.Authenticator;
import dev.mynah.access.Permission;
import dev.mynah.access.Principal;
import dev.mynah.access.Proven;
import dev.mynah.broker.Principal.Operator;
import dev.mynah.transport.mqtt.Operators;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/**
 * Lets whoever holds an API key watch devices at the broker: the key is the password, whatever the username. Publishing takes
 * the right to use devices. A key of somebody who sees own devices only is refused, because topics know no owners.
 * Thread-safe.
 */
final class MqttOperators implements Operators {
    private final Authenticator authenticator;
    private final ThreadFactory threads;

    /** @param threads for the look into the database */
    MqttOperators(Authenticator authenticator, ThreadFactory threads) {
        this.authenticator = authenticator;
        this.threads = threads;
    }

    @Override
    public CompletionStage<Optional<Operator>> find(String username, String password, String address) {
        return CompletableFuture.supplyAsync(
                () -> authenticator.key(password).map(Proven::principal).flatMap(MqttOperators::operator),
                task -> threads.newThread(task).start());
    }

    private static Optional<Operator> operator(Principal holder) {
        return holder.ownOnly() || !holder.may(Permission.DEVICES_READ)
                ? Optional.empty()
                : Optional.of(new Operator(holder.name(), holder.may(Permission.DEVICES_USE)));
    }
}
