package dev.mynah.transport.mqtt.oracle;

import dev.mynah.transport.mqtt.RunningBroker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The checks against our broker. */
class OurBrokerTest extends BrokerChecks {
    private static @Nullable RunningBroker broker;

    @BeforeAll
    static void start() {
        broker = new RunningBroker();
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    int port() {
        return broker == null ? 0 : broker.port();
    }

    @Override
    List<Trait> traits() {
        return List.of();
    }
}
