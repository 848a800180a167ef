package dev.mynah.browser;

import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server with an owner and one browser for all tests of a run: starting them takes longer than most tests. */
final class Stage implements AutoCloseable {
    static final String OWNER = "mara";
    static final String PASSWORD = "seven green parrots";

    private final LiveServer server;
    private final Chromium chromium;
    private @Nullable Scene scene;

    private Stage() throws IOException {
        server = LiveServer.start();
        chromium = new Chromium("what time is it");
        try (Person owner = newPerson(Person.Look.DESK)) {
            String token = server.setupToken();
            owner.context()
                    .request()
                    .post(
                            server.url() + "/api/v1/setup",
                            RequestOptions.create()
                                    .setData(Map.of("token", token, "username", OWNER, "password", PASSWORD)));
        }
    }

    Chromium chromium() {
        return chromium;
    }

    LiveServer server() {
        return server;
    }

    /** What the house looks like in which the server is used, made when first asked for. */
    Scene scene() {
        Scene made = scene;
        if (made == null) {
            made = new Scene(this);
            scene = made;
        }
        return made;
    }

    Person newPerson(Person.Look look) {
        return new Person(chromium.browser(), server.url(), look);
    }

    /** The owner at a browser. */
    Person owner(Person.Look look) {
        return newPerson(look).loggedIn(OWNER, PASSWORD);
    }

    @Override
    public void close() throws IOException {
        if (scene != null) {
            scene.close();
        }
        chromium.close();
        server.close();
    }

    /** Gives tests the stage. */
    static final class Set implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stage.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Stage.class))
                    .computeIfAbsent(Stage.class, key -> build(), Stage.class);
        }

        private static Stage build() {
            try {
                return new Stage();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
