package dev.mynah;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;

/** What may depend on what, and what only a few places may touch. Packages that do not exist yet are covered. */
@AnalyzeClasses(
        packages = "dev.mynah",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.DoNotIncludeTestJars.class})
class HouseRulesTest {
    /** Leaves out the golden transcripts' reader, which comes in a jar of the protocol's tests. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] EDGES = {
        "dev.mynah.transport..",
        "dev.mynah.api..",
        "dev.mynah.dashboard..",
        "dev.mynah.storage.sql..",
        "dev.mynah.storage.sqlite..",
        "dev.mynah.storage.postgres..",
        "dev.mynah.cluster.redis..",
        "dev.mynah.app.."
    };

    @ArchTest
    static final ArchRule features_do_not_see_the_edges = noClasses()
            .that()
            .resideInAPackage("dev.mynah..")
            .and()
            .resideOutsideOfPackages(EDGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EDGES);

    @ArchTest
    static final ArchRule nothing_depends_on_the_composition_root = noClasses()
            .that()
            .resideOutsideOfPackage("dev.mynah.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.mynah.app..");

    @ArchTest
    static final ArchRule transports_know_the_wire_and_sessions_but_no_other_feature = noClasses()
            .that()
            .resideInAPackage("dev.mynah.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.mynah.voice..",
                    "dev.mynah.assistant..",
                    "dev.mynah.conversation..",
                    "dev.mynah.tool..",
                    "dev.mynah.command..",
                    "dev.mynah.telemetry..",
                    "dev.mynah.api..");

    @ArchTest
    static final ArchRule only_storage_speaks_to_databases = noClasses()
            .that()
            .resideOutsideOfPackages("dev.mynah.storage..", "dev.mynah.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.mynah.storage.sql..",
                    "dev.mynah.storage.sqlite..",
                    "dev.mynah.storage.postgres..",
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.flywaydb..",
                    "org.sqlite..",
                    "org.postgresql..",
                    "com.zaxxer..");

    @ArchTest
    static final ArchRule j10_devices_are_answered_without_asking_anybody_outside = noClasses()
            .that()
            .resideInAnyPackage("dev.mynah.device..", "dev.mynah.provisioning..", "dev.mynah.ota..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.nio.channels..", "io.vertx..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(InetAddress|Socket|URLConnection|HttpURLConnection)");

    @ArchTest
    static final ArchRule the_protocol_depends_on_nothing_of_the_server = classes()
            .that()
            .resideInAPackage("dev.mynah.protocol..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.mynah.protocol..",
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson.core..",
                    "com.fasterxml.jackson.databind..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule the_product_does_not_contain_its_own_opponent = noClasses()
            .that()
            .resideOutsideOfPackage("dev.mynah.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.mynah.simulator..");

    @ArchTest
    static final ArchRule there_are_no_cycles_between_packages =
            slices().assignedFrom(eachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule time_is_a_parameter = noClasses()
            .that()
            .resideOutsideOfPackages("dev.mynah.support..", "dev.mynah.app..", "dev.mynah.simulator..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule threads_are_a_parameter = noClasses()
            .that()
            .resideOutsideOfPackages("dev.mynah.support..", "dev.mynah.app..", "dev.mynah.simulator..")
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class);

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
            }

            @Override
            public String getDescription() {
                return "every package";
            }
        };
    }
}
