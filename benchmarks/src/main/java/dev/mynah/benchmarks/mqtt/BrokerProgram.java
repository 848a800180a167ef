package dev.mynah.benchmarks.mqtt;

import dev.mynah.broker.Access;
import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerLimits;
import dev.mynah.broker.BrokerStore;
import dev.mynah.broker.Intake;
import dev.mynah.broker.Principal;
import dev.mynah.support.SystemScheduler;
import dev.mynah.transport.mqtt.Attempts;
import dev.mynah.transport.mqtt.ClientListener;
import dev.mynah.transport.mqtt.ConnectionSettings;
import dev.mynah.transport.mqtt.DeviceGate;
import dev.mynah.transport.mqtt.DeviceTokens;
import dev.mynah.transport.mqtt.Doorkeeper;
import dev.mynah.transport.mqtt.MqttListeners;
import dev.mynah.transport.mqtt.MqttServices;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The broker alone, as a program of its own, which lets everybody in. Ends when its standard input does. */
final class BrokerProgram {
    private static final int CLIENTS = 10_000;

    private BrokerProgram() {}

    /** Everybody may do everything. */
    private static final class Open implements Access {
        @Override
        public boolean mayPublish(Principal who, String topic) {
            return true;
        }

        @Override
        public boolean maySubscribe(Principal who, String filter) {
            return true;
        }
    }

    /** @param arguments the port */
    public static void main(String[] arguments) throws IOException, TimeoutException {
        InstantSource clock = InstantSource.system();
        try (SystemScheduler scheduler = new SystemScheduler(
                Thread.ofPlatform().name("scheduler").daemon().factory())) {
            Broker broker = new Broker(
                    BrokerLimits.usual(CLIENTS), new Open(), Intake.NONE, BrokerStore.NONE, scheduler, clock);
            Doorkeeper doorkeeper = new Doorkeeper(
                    List::of,
                    DeviceGate.OPEN,
                    DeviceTokens.NONE,
                    (user, password, address) ->
                            CompletableFuture.completedStage(Optional.of(new Principal.Operator(user, true))),
                    new Attempts(scheduler));
            Vertx vertx = Vertx.vertx();
            MqttServices services = new MqttServices(
                    broker,
                    doorkeeper,
                    ClientListener.NONE,
                    ConnectionSettings.usual(CLIENTS),
                    scheduler,
                    clock,
                    () -> "");
            new MqttListeners(vertx, "127.0.0.1", services)
                    .listen(
                            "port",
                            Integer.parseInt(arguments[0]),
                            Runtime.getRuntime().availableProcessors(),
                            null)
                    .await(10, TimeUnit.SECONDS);
            while (System.in.read() >= 0) {
                // Nothing is said to it: its end is all that counts.
            }
        }
        System.exit(0);
    }
}
