package dev.mynah.transport.mqtt.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The checks against a HiveMQ Community Edition. It takes ten seconds to start, hence the long run. */
@Tag("long")
class HiveMqTest extends BrokerChecks {
    private static @Nullable HiveMq broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        broker = HiveMq.start(directory);
    }

    @AfterAll
    static void stop() throws IOException {
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
        return List.of(Trait.ENDS_FOR_DOLLAR_TOPICS);
    }
}
