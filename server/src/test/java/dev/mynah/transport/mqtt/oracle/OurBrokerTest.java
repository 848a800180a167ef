package dev.mynah.transport.mqtt.oracle;

import dev.mynah.transport.mqtt.RunningBroker;
import java.nio.file.Path;
import java.util.List;

/** The checks against our broker. */
class OurBrokerTest extends BrokerChecks {
    @Override
    Running start(Path directory) throws Exception {
        RunningBroker broker = new RunningBroker();
        return new Running(broker.port(), broker);
    }

    @Override
    List<Trait> traits() {
        return List.of();
    }
}
