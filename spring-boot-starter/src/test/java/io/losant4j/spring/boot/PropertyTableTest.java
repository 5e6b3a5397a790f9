package io.losant4j.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the README's table of properties in step with the metadata.
 * {@code mvn test -pl spring-boot-starter -am -Dtest=PropertyTableTest -Dlosant.readme=write
 * -Dsurefire.failIfNoSpecifiedTests=false} rewrites it.
 */
class PropertyTableTest {

	private static final Path README = Path.of("..", "README.md");

	private static final String BEGIN = "<!-- properties:begin -->";

	private static final String END = "<!-- properties:end -->";

	@Test
	void theReadmeHasTheTable() throws IOException {
		String readme = Files.readString(README);
		assertThat(readme).containsSubsequence(BEGIN, END);
		String inStep = readme.substring(0, readme.indexOf(BEGIN)) + BEGIN + "\n" + table()
				+ readme.substring(readme.indexOf(END));
		if ("write".equals(System.getProperty("losant.readme"))) {
			Files.writeString(README, inStep);
		}

		assertThat(README).as("-Dlosant.readme=write rewrites the table").hasContent(inStep);
	}

	private static String table() {
		return Metadata.losant()
			.stream()
			.sorted(Comparator.comparingLong(PropertyTableTest::depth).thenComparing(Metadata.Property::name))
			.map(PropertyTableTest::row)
			.collect(Collectors.joining("", "\n| Property | Meaning | Default |\n|---|---|---|\n", "\n"));
	}

	// The short names are those that everybody needs.
	private static long depth(Metadata.Property property) {
		return property.name().chars().filter((c) -> c == '.').count() > 1 ? 1 : 0;
	}

	private static String row(Metadata.Property property) {
		boolean map = property.type().startsWith("java.util.Map");
		return "| `" + property.name() + (map ? ".<name>.*" : "") + "` | " + property.description() + " | "
				+ (property.defaultValue().isEmpty() ? "" : "`" + property.defaultValue() + "`") + " |\n";
	}

}
