package dev.mynah.transport.mqtt.oracle;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * A HiveMQ Community Edition as a program of its own, because it takes hold of logging and of the platform's beans. It
 * stops when its standard input ends.
 */
final class HiveMqProgram {
    static final String READY = "listening";

    private HiveMqProgram() {}

    /**
     * Runs it.
     *
     * @param arguments a directory for its files and the port it shall listen on
     */
    public static void main(String[] arguments) throws IOException, ExecutionException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        Path settings = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(settings.resolve("config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                  </listeners>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(arguments[1]));
        EmbeddedExtension everyone = EmbeddedExtension.builder()
                .withId("everyone")
                .withName("everyone")
                .withVersion("1")
                .withExtensionMain(new Everyone())
                .build();
        try (EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(settings)
                .withDataFolder(Files.createDirectories(directory.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(directory.resolve("extensions")))
                .withEmbeddedExtension(everyone)
                .build()) {
            broker.start().join();
            System.out.println(READY);
            while (System.in.read() >= 0) {
                // Nothing is said to it: its end is all that counts.
            }
        } finally {
            // Some of its threads would stay, also when it could not start.
            System.exit(0);
        }
    }

    /** Lets everybody in, as this broker does not unless it is told to. */
    private static final class Everyone implements ExtensionMain, SimpleAuthenticator {
        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            Services.securityRegistry().setAuthenticatorProvider(asked -> this);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

        @Override
        public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
            output.authenticateSuccessfully();
        }
    }
}
