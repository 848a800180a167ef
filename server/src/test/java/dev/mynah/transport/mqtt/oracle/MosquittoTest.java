package dev.mynah.transport.mqtt.oracle;

import dev.mynah.testing.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The checks against a real Mosquitto, where there is one: what we believe to be usual is held against it. */
@EnabledIf("dev.mynah.testing.Mosquitto#installed")
class MosquittoTest extends BrokerChecks {
    private static @Nullable Mosquitto broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        broker = Mosquitto.start(directory);
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
        return List.of(
                Trait.REFUSES_WHAT_IS_OWED_TOO_MUCH, Trait.TAKES_OVER_SILENTLY, Trait.FIRST_SUBSCRIPTION_DECIDES);
    }
}
