package io.losant4j;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * The rooms of the house, and which may know which.
 */
@AnalyzeClasses(packages = "io.losant4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	@ArchTest
	static final ArchRule rooms_know_only_the_rooms_below = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("front door")
		.definedBy("io.losant4j")
		.layer("data")
		.definedBy("io.losant4j.data..")
		.layer("device")
		.definedBy("io.losant4j.device..")
		.layer("stream")
		.definedBy("io.losant4j.stream..")
		.layer("http")
		.definedBy("io.losant4j.http..")
		.layer("auth")
		.definedBy("io.losant4j.auth..")
		.layer("error")
		.definedBy("io.losant4j.error..")
		.whereLayer("front door")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("data")
		.mayOnlyBeAccessedByLayers("front door")
		.whereLayer("device")
		.mayOnlyBeAccessedByLayers("front door", "data")
		.whereLayer("stream")
		.mayOnlyBeAccessedByLayers("front door", "device")
		.whereLayer("http")
		.mayOnlyBeAccessedByLayers("front door", "data", "device")
		.whereLayer("auth")
		.mayOnlyBeAccessedByLayers("front door", "http");

	@ArchTest
	static final ArchRule nothing_stands_outside_of_a_room = classes().should()
		.resideInAnyPackage("io.losant4j", "io.losant4j.data..", "io.losant4j.device..", "io.losant4j.stream..",
				"io.losant4j.http..", "io.losant4j.auth..", "io.losant4j.error..");

	@ArchTest
	static final ArchRule implementations_are_hidden = classes().that()
		.haveSimpleNameStartingWith("Default")
		.should()
		.bePackagePrivate()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule core_needs_no_spring_boot = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

}
