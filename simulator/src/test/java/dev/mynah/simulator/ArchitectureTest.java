package dev.mynah.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;

@AnalyzeClasses(packages = "dev.mynah", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** A measurement made with the server's own code would prove nothing. */
    @ArchTest
    static final ArchRule THE_SIMULATOR_KNOWS_THE_WIRES_ONLY = classes()
            .that()
            .resideInAPackage("dev.mynah.simulator..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.mynah.simulator..",
                    "dev.mynah.protocol..",
                    "java..",
                    "javax..",
                    "com.fasterxml.jackson..",
                    "io.github.jaredmdobson..",
                    "com.sun.speech..",
                    "picocli..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.mynah.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_WIRES_DO_NO_IO = noClasses()
            .that()
            .resideInAPackage("dev.mynah.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..", "java.io..");

    /** A moment that a message carries is a value; what time it is now, is not theirs to ask. */
    @ArchTest
    static final ArchRule THE_WIRES_HAVE_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("dev.mynah.protocol..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
