package dev.mynah.storage.testing;

import dev.mynah.storage.Transactions;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.Sql;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Runs a class once for each engine. */
final class EveryDatabase implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(Engine.values()).map(On::new);
    }

    private record On(Engine engine) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return engine.title();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Provision(engine));
        }
    }

    /** Opens the database with the class, empties it before each test, closes it after the last. */
    private static final class Provision
            implements BeforeClassTemplateInvocationCallback,
                    AfterClassTemplateInvocationCallback,
                    TestInstancePreConstructCallback,
                    ParameterResolver {
        private static final Set<Class<?>> GIVEN = Set.of(Database.class, Sql.class, Transactions.class, Engine.class);

        private final Engine engine;
        private @Nullable TestDatabase open;

        Provision(Engine engine) {
            this.engine = engine;
        }

        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            if (open == null) {
                open = switch (engine) {
                    case SQLITE -> TestDatabase.sqlite();
                    case POSTGRES ->
                        TestDatabase.postgres(PostgresServer.shared(context).newDatabase());
                };
            }
        }

        @Override
        public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
            if (factory.getOuterInstance().isEmpty()) {
                opened().empty();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return GIVEN.contains(parameter.getParameter().getType());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Engine.class ? engine : opened().database();
        }

        @Override
        public void afterClassTemplateInvocation(ExtensionContext context) {
            if (open != null) {
                open.close();
                open = null;
            }
        }

        private TestDatabase opened() {
            if (open == null) {
                throw new IllegalStateException("There is no database before or after the class");
            }
            return open;
        }
    }
}
