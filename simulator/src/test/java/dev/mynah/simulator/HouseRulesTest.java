package dev.mynah.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The simulator proves something only as long as it shares nothing with the server but the wire. */
@AnalyzeClasses(packages = "dev.mynah", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule of_our_own_code_only_the_protocol_is_used = noClasses()
            .that()
            .resideInAPackage("dev.mynah.simulator..")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are ours but neither simulator nor protocol",
                    type -> type.getPackageName().startsWith("dev.mynah")
                            && !type.getPackageName().startsWith("dev.mynah.simulator")
                            && !type.getPackageName().startsWith("dev.mynah.protocol")));

    @ArchTest
    static final ArchRule there_are_no_cycles_between_packages =
            slices().matching("dev.mynah.simulator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util");
}
