package io.losant4j.spring.boot;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.losant4j.LosantApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application starts without what is optional: its classes are not there for anybody,
 * not only for conditions.
 */
class ClassPathTest {

	@ParameterizedTest
	@ValueSource(strings = { "nothing",
			"micrometer-(core|registry|tracing|jakarta9).*|spring-boot-.*(micrometer|opentelemetry).*",
			".*actuator.*|spring-boot-.*health.*", ".*simulator.*", "spring-boot-(starter-)?web(client|flux).*",
			"spring-boot-test.*|spring-test.*" })
	void startsWithout(String missing) throws IOException, ReflectiveOperationException {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader classes = new URLClassLoader(classPathWithout(missing),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(classes);
			Object name = classes.loadClass(Service.class.getName()).getDeclaredMethod("start").invoke(null);

			assertThat(name).isEqualTo("losantApplication");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URL[] classPathWithout(String missing) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> !entry.getFileName().toString().matches(missing)
					&& !(missing.contains("simulator") && entry.toString().contains("simulator")))
			.map(ClassPathTest::url)
			.toArray(URL[]::new);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Service {

		public static String start() {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Service.class)
				.web(WebApplicationType.NONE)
				.properties("losant.access-token=token", "losant.application-id=575ec8687ae143cd83dc4a97")
				.run()) {
				return context.getBeanNamesForType(LosantApplication.class)[0];
			}
		}

	}

}
