package io.losant4j.simulator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * What serves shares nothing with what asks, so that the one can check the other.
 */
@AnalyzeClasses(packages = "io.losant4j.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	@ArchTest
	static final ArchRule the_simulator_knows_nothing_of_the_client = noClasses().should()
		.dependOnClassesThat(resideInAPackage("io.losant4j..").and(resideOutsideOfPackage("io.losant4j.simulator..")));

}
