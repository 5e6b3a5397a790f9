package io.losant4j;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
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

	/** Types that are public for the other rooms of the house, not for its users. */
	private static final Set<String> DOORS = Set.of("io.losant4j.auth.Token", "io.losant4j.auth.TokenSession",
			"io.losant4j.bulk.StateWriters", "io.losant4j.data.DataHandles", "io.losant4j.device.BareMapReader",
			"io.losant4j.device.Check", "io.losant4j.device.DeviceHandles", "io.losant4j.http.LosantHttp",
			"io.losant4j.http.PathTemplate", "io.losant4j.http.RestRequest", "io.losant4j.http.RestResource",
			"io.losant4j.job.JobHandles", "io.losant4j.stream.Connector", "io.losant4j.stream.EventDecoder",
			"io.losant4j.stream.Line", "io.losant4j.stream.LiveLines");

	/** The one place where an application brings a foreign type in. */
	private static final Set<String> EXCEPTIONS = Set
		.of("io.losant4j.LosantClient$Builder.webClient(org.springframework.web.reactive.function.client.WebClient$Builder)");

	@ArchTest
	static final ArchRule users_need_no_types_but_the_jdk_reactor_jspecify_and_ours = classes()
		.that(PublicSignatures.visible())
		.and(DescribedPredicate.not(DescribedPredicate.describe("are doors", (type) -> DOORS.contains(type.getName()))))
		.should(PublicSignatures.speakOnlyOurLanguage(DOORS, EXCEPTIONS));

	@ArchTest
	static final ArchRule rooms_know_only_the_rooms_below = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("front door")
		.definedBy("io.losant4j")
		.layer("bulk")
		.definedBy("io.losant4j.bulk..")
		.layer("data")
		.definedBy("io.losant4j.data..")
		.layer("job")
		.definedBy("io.losant4j.job..")
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
		.whereLayer("bulk")
		.mayOnlyBeAccessedByLayers("front door")
		.whereLayer("data")
		.mayOnlyBeAccessedByLayers("front door")
		.whereLayer("job")
		.mayOnlyBeAccessedByLayers("front door")
		.whereLayer("device")
		.mayOnlyBeAccessedByLayers("front door", "bulk", "data", "job")
		.whereLayer("stream")
		.mayOnlyBeAccessedByLayers("front door", "device")
		.whereLayer("http")
		.mayOnlyBeAccessedByLayers("front door", "bulk", "data", "job", "device")
		.whereLayer("auth")
		.mayOnlyBeAccessedByLayers("front door", "http");

	@ArchTest
	static final ArchRule nothing_stands_outside_of_a_room = classes().should()
		.resideInAnyPackage("io.losant4j", "io.losant4j.bulk..", "io.losant4j.data..", "io.losant4j.device..",
				"io.losant4j.stream..", "io.losant4j.http..", "io.losant4j.job..", "io.losant4j.auth..",
				"io.losant4j.error..");

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
