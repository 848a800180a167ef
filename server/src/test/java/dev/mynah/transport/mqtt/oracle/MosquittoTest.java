package dev.mynah.transport.mqtt.oracle;

import dev.mynah.testing.Mosquitto;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;

/** The checks against a real Mosquitto, where there is one: what we believe to be usual is held against it. */
@EnabledIf("dev.mynah.testing.Mosquitto#installed")
class MosquittoTest extends BrokerChecks {
    @Override
    Running start(Path directory) throws Exception {
        Mosquitto broker = Mosquitto.start(directory);
        return new Running(broker.port(), broker);
    }

    @Override
    List<Trait> traits() {
        return List.of(
                Trait.REFUSES_WHAT_IS_OWED_TOO_MUCH, Trait.TAKES_OVER_SILENTLY, Trait.FIRST_SUBSCRIPTION_DECIDES);
    }
}
