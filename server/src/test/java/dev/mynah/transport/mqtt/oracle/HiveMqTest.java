package dev.mynah.transport.mqtt.oracle;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The checks against a HiveMQ Community Edition. It takes ten seconds to start, hence the long run. */
@Tag("long")
class HiveMqTest extends BrokerChecks {
    @Override
    Running start(Path directory) throws Exception {
        HiveMq broker = HiveMq.start(directory);
        return new Running(broker.port(), broker);
    }

    @Override
    List<Trait> traits() {
        return List.of(Trait.ENDS_FOR_DOLLAR_TOPICS);
    }
}
