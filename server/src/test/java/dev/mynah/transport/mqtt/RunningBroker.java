package dev.mynah.transport.mqtt;

import dev.mynah.broker.Access;
import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerLimits;
import dev.mynah.broker.BrokerStore;
import dev.mynah.broker.Intake;
import dev.mynah.broker.Principal;
import dev.mynah.support.Scheduler;
import dev.mynah.support.SystemScheduler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The broker alone, on a free port of the loopback. Who says "let me in" as password is let in. */
public final class RunningBroker implements AutoCloseable {
    public static final String PASSWORD = "let me in";

    static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
    private final SystemScheduler real =
            new SystemScheduler(Thread.ofPlatform().name("scheduler").daemon().factory());
    private final Broker broker;
    private final MqttListeners listeners;
    private final int port;

    /** How a broker differs from the usual one. */
    public static final class Options {
        private Access access = new Open();
        private Intake intake = Intake.NONE;
        private BrokerStore store = BrokerStore.NONE;
        private BrokerLimits limits =
                new BrokerLimits(1000, 64, 1000, 64L << 20, 32, 1000, 16L << 20, Duration.ofHours(1));
        private ConnectionSettings settings = ConnectionSettings.usual(1000);
        private Operators operators = (username, password, address) -> CompletableFuture.completedStage(
                password.equals(PASSWORD) ? Optional.of(new Principal.Operator(username, true)) : Optional.empty());
        private DeviceTokens tokens = DeviceTokens.NONE;
        private DeviceGate gate = DeviceGate.OPEN;
        private @Nullable Scheduler scheduler;

        public Options access(Access other) {
            access = other;
            return this;
        }

        public Options intake(Intake other) {
            intake = other;
            return this;
        }

        public Options store(BrokerStore other) {
            store = other;
            return this;
        }

        public Options limits(BrokerLimits other) {
            limits = other;
            return this;
        }

        public Options settings(ConnectionSettings other) {
            settings = other;
            return this;
        }

        public Options operators(Operators other) {
            operators = other;
            return this;
        }

        public Options tokens(DeviceTokens other) {
            tokens = other;
            return this;
        }

        public Options gate(DeviceGate other) {
            gate = other;
            return this;
        }

        public Options time(Scheduler other) {
            scheduler = other;
            return this;
        }
    }

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

    public RunningBroker() {
        this(new Options());
    }

    public RunningBroker(Options options) {
        Scheduler scheduler = options.scheduler == null ? real : options.scheduler;
        InstantSource clock = InstantSource.system();
        broker = new Broker(options.limits, options.access, options.intake, options.store, scheduler, clock);
        broker.restore();
        Doorkeeper doorkeeper = new Doorkeeper(
                () -> List.of(KEY), options.gate, options.tokens, options.operators, new Attempts(scheduler));
        listeners = new MqttListeners(
                vertx,
                "127.0.0.1",
                new MqttServices(
                        broker,
                        doorkeeper,
                        ClientListener.NONE,
                        options.settings,
                        scheduler,
                        clock,
                        () -> "auto-" + UUID.randomUUID()));
        try {
            port = listeners.listen("mqtt.port", 0, 2, null).await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    public int port() {
        return port;
    }

    public Broker broker() {
        return broker;
    }

    MqttListeners listeners() {
        return listeners;
    }

    @Override
    public void close() {
        broker.stop();
        try {
            listeners.close().await(20, TimeUnit.SECONDS);
            vertx.close().await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
        real.close();
    }
}
