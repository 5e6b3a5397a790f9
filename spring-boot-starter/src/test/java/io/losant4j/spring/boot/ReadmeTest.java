package io.losant4j.spring.boot;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles every Java snippet of the README.
 */
class ReadmeTest {

	private static final String IMPORTS = """
			import io.losant4j.*;
			import io.losant4j.auth.*;
			import io.losant4j.bulk.*;
			import io.losant4j.data.*;
			import io.losant4j.device.*;
			import io.losant4j.error.*;
			import io.losant4j.http.*;
			import io.losant4j.job.*;
			import io.losant4j.stream.*;
			import io.losant4j.simulator.*;
			import io.losant4j.spring.boot.test.*;
			import java.time.*;
			import java.util.*;
			import org.junit.jupiter.api.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.*;
			import org.springframework.boot.autoconfigure.*;
			import org.springframework.boot.test.context.*;
			import org.springframework.http.MediaType;
			import org.springframework.web.bind.annotation.*;
			import reactor.core.publisher.*;
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init") // set by JUnit
	Path classes;

	static List<String> snippets() throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(readme)
			.results()
			.map((snippet) -> snippet.group(1))
			.toList();
	}

	@Test
	void namesTheVersionOfThePom() throws IOException {
		Matcher version = Pattern.compile("<version>(.*?)</version>")
			.matcher(Files.readString(Path.of("..", "pom.xml")));

		assertThat(version.find()).isTrue();
		assertThat(Files.readString(Path.of("..", "README.md")))
			.contains("<version>" + version.group(1) + "</version>");
	}

	@Test
	void servicesAreShort() throws IOException {
		assertThat(snippets()).filteredOn((snippet) -> snippet.contains("@SpringBootApplication"))
			.singleElement()
			.satisfies((service) -> assertThat(service.lines()).hasSizeLessThan(30));
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void compiles(String snippet) {
		String source = IMPORTS + (snippet.contains("class ") ? snippet
				: "class Snippet { String token, deviceId, key, secret; DeviceActions freezer; LosantApplication plant; "
						+ "Instant midnight; Flux<DeviceReport> reports; Map<String, String> serials; JobTicket ticket; void run() {\n"
						+ snippet + "}}");
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter output = new StringWriter();

		boolean compiled = compiler
			.getTask(output, null, null,
					List.of("-proc:none", "-d", this.classes.toString(), "-cp", System.getProperty("java.class.path")),
					null, List.of(new Source(source)))
			.call();

		assertThat(compiled).as("%s%n%s", output, source).isTrue();
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String source;

		Source(String source) {
			super(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE);
			this.source = source;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.source;
		}

	}

}
