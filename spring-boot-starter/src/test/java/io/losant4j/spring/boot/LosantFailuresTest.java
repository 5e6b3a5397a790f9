package io.losant4j.spring.boot;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.StateWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A service that cannot start says why and what to do, and no secret. Each test starts
 * one as a user does, and reads what the user reads.
 */
@ExtendWith(OutputCaptureExtension.class)
class LosantFailuresTest {

	private static final String CANARY = "c4nary";

	private final Map<String, Object> environment = new HashMap<>();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"losant.access-token=c4nary ret               | losant.access-token must consist of visible ASCII characters, without spaces. It comes from",
			"losant.base-url=http://iot.example.com       | losant.base-url must be https, since a token would travel in the clear; http is for loopback only, was 'http://iot.example.com'",
			"losant.base-url=nowhere                      | losant.base-url must be an absolute https URL such as https://api.losant.com, was 'nowhere'",
			"losant.base-url=https://user:c4nary@iot      | losant.base-url must not carry user info",
			"losant.application-id=42                     | losant.application-id must be 24 hexadecimal characters, was '42'",
			"losant.http.connect-timeout=0s               | losant.http.connect-timeout must be at least 1 ms, was PT0S",
			"losant.http.connect-timeout=30d              | losant.http.connect-timeout must be at most 1 day, was PT720H",
			"losant.retry.deadline=PT2562047788015215H    | losant.retry.deadline must be at most 365 days, was PT2562047788015215H",
			"losant.http.response-timeout=-1s             | losant.http.response-timeout must be at least 1 ms, was PT-1S",
			"losant.http.max-connections=0                | losant.http.max-connections must be at least 1, was 0",
			"losant.http.max-response-size=2GB            | losant.http.max-response-size must be below 2GB, was 2147483648B",
			"losant.http.proxy.host=proxy                 | losant.http.proxy.port must be from 1 to 65535, was 0",
			"losant.http.proxy.port=8080                  | losant.http.proxy.host must not be empty",
			"losant.http.ssl.bundle=nobody                | losant.http.ssl.bundle must name an SSL bundle, was 'nobody'; there are []",
			"losant.retry.max-attempts=0                  | losant.retry.max-attempts must be at least 1, was 0",
			"losant.retry.max-back-off=1ms                | losant.retry.max-back-off must not be below losant.retry.min-back-off (PT0.2S), was PT0.001S",
			"losant.retry.budget=2                        | losant.retry.budget must be from 0 to 1, was 2.0",
			"losant.stream.keep-alive=1500ms              | losant.stream.keep-alive must be whole seconds, at least 1 s, but is PT1.5S",
			"losant.stream.buffer=0                       | losant.stream.buffer must be at least 1, but is 0",
			"losant.writer.max-items=0                    | losant.writer.max-items must be at least 1, was 0",
			"losant.writer.max-batch-bytes=3GB            | losant.writer.max-batch-bytes must be below 2GB, was 3221225472B",
			"losant.stream.max-event-size=0B              | losant.stream.max-event-size must be at least 1 byte, but is 0" })
	void aBadValueIsToldByItsProperty(String property, String description, CapturedOutput output) {
		String report = failure(output, "losant.access-token=" + CANARY, property.startsWith("losant.application-id")
				? "losant.enabled=true" : "losant.application-id=575ec8687ae143cd83dc4a97", property);

		assertThat(report).contains("A Losant client could not be configured: " + description)
			.contains("Set " + description.substring(0, description.indexOf(' ')) + " to a value that meets the rule");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"losant.device.id=42,losant.device.key=c4nary,losant.device.secret=c4nary      | losant.device.id must be 24 hexadecimal characters",
			"losant.device.id=575ec8687ae143cd83dc4a97,losant.device.secret=c4nary         | losant.device.key must not be empty",
			"losant.device.id=575ec8687ae143cd83dc4a97,losant.device.key=c4nary            | losant.device.secret must not be empty",
			"losant.user.email=user@example.com,losant.user.password=c4nary                | losant.user.password must be 8 to 2048 characters",
			"losant.user.email=c4nary,losant.user.password=c4nary-c4nary                   | losant.user.email must be an e-mail address of at most 1024 characters",
			"losant.clients.berlin.access-token=c4nary ret                                 | losant.clients.berlin.access-token must consist of visible ASCII characters",
			"losant.clients.berlin.access-token=c4nary,losant.clients.berlin.application-id=42 | losant.clients.berlin.application-id must be 24 hexadecimal characters, was '42'",
			"losant.clients.berlin.access-token=c4nary,losant.clients.berlin.http.max-streams=0 | losant.clients.berlin.http.max-streams must be at least 1, was 0",
			"losant.clients.berlin.access-token=c4nary,losant.clients.berlin.base-url=x    | losant.clients.berlin.base-url must be an absolute https URL" })
	void badCredentialsAreToldByTheirProperty(String properties, String description, CapturedOutput output) {
		assertThat(failure(output, properties.split(","))).contains(description);
	}

	@Test
	void missingCredentialsAreTold(CapturedOutput output) {
		assertThat(failure(output)).contains("losant has no credentials.")
			.contains("losant.access-token, losant.device.id, .key and .secret, or losant.user.email and .password")
			.contains("bean of type io.losant4j.auth.Credentials")
			.contains("losant.enabled=false");
	}

	@Test
	void missingCredentialsOfAClientWithANameAreTold(CapturedOutput output) {
		assertThat(failure(output, "losant.clients.berlin.http.http2=true"))
			.contains("losant.clients.berlin has no credentials.")
			.contains("Set one of losant.clients.berlin.access-token,")
			.contains("or declare a bean of type io.losant4j.auth.Credentials with @Qualifier(\"berlin\")");
	}

	@ParameterizedTest
	@CsvSource({ "losant.access-token,losant.device.id", "losant.access-token,losant.user.email",
			"losant.device.id,losant.user.email", "losant.access-token,losant.device.key",
			"losant.access-token,losant.user.password",
			"losant.clients.berlin.access-token,losant.clients.berlin.user.email",
			"losant.clients.plantA.access-token,losant.clients.plantA.device.secret" })
	void twoKindsOfCredentialsAreTold(String one, String other, CapturedOutput output) {
		assertThat(failure(output, one + "=" + CANARY, other + "=" + CANARY))
			.contains("has credentials of more than one kind:")
			.contains(one + " (from \"" + one + "\" from property source \"commandLineArgs\")")
			.contains(other + " (from \"" + other + "\" from property source \"commandLineArgs\")")
			.contains("Keep those of one kind");
	}

	@Test
	void twoKindsOfCredentialsAreToldInWhateverFormTheyAreWritten(CapturedOutput output) {
		this.environment.put("LOSANT_ACCESSTOKEN", CANARY);

		assertThat(failure(output, "losant.user.eMail=user@example.com"))
			.contains("losant.access-token (from \"LOSANT_ACCESSTOKEN\" from property source")
			.contains("losant.user.email (from \"losant.user.eMail\" from property source \"commandLineArgs\")");
	}

	@Test
	void aTokenOfNothingIsNoToken(CapturedOutput output) {
		assertThat(failure(output, "losant.access-token=")).contains("losant has no credentials.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "plantA", "plant_a", "plant-a" })
	void aClientMayBeNamedAsOneLikes(String name, CapturedOutput output) {
		String property = "losant.clients." + name + ".base-url";

		assertThat(failure(output, "losant.clients." + name + ".access-token=" + CANARY, property + "=nowhere"))
			.contains(property + " must be an absolute https URL")
			.contains("It comes from \"" + property + "\" from property source \"commandLineArgs\".");
	}

	@Test
	void aTimeThatIsNoneIsTold(CapturedOutput output) {
		assertThat(failure(output, "losant.access-token=" + CANARY, "losant.http.connect-timeout=soon"))
			.contains("losant.http.connect-timeout")
			.contains("soon")
			.contains("Action:");
	}

	@Test
	void aPolicyThatIsNoneIsToldWithThoseThatAre(CapturedOutput output) {
		assertThat(failure(output, "losant.access-token=" + CANARY, "losant.stream.overflow=explode"))
			.contains("losant.stream.overflow")
			.contains("DROP_OLDEST");
	}

	@Test
	void anApplicationWithoutAnIdIsTold(CapturedOutput output) {
		assertThat(failure(WantsAnApplication.class, output, "losant.access-token=" + CANARY))
			.contains("wantsAnApplication")
			.contains("required a bean of type 'io.losant4j.LosantApplication', but losant.application-id is not set.")
			.contains("Set losant.application-id to the id of the application");
	}

	@Test
	void aWriterWithoutAnApplicationIsTold(CapturedOutput output) {
		assertThat(failure(WantsAWriter.class, output, "losant.access-token=" + CANARY))
			.contains("required a bean of type 'io.losant4j.bulk.StateWriter', but losant.application-id is not set.")
			.contains("call its application(id).stateWriter(options)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"test.url=nowhere      | baseUrl() of the bean of type LosantConnectionDetails must be an absolute https URL",
			"test.application-id=x | applicationId() of the bean of type LosantConnectionDetails must be 24 hexadecimal" })
	void whatABeanTellsWrongIsToldByTheBean(String property, String description, CapturedOutput output) {
		assertThat(failure(OwnDetails.class, output, property))
			.contains("A Losant client could not be configured: " + description)
			.doesNotContain("Set losant.");
	}

	@Test
	void anSslBundleWithoutBundlesIsTold(CapturedOutput output) {
		assertThat(
				failure(WithoutBundles.class, output, "losant.access-token=" + CANARY, "losant.http.ssl.bundle=mine"))
			.contains("losant.http.ssl.bundle names the SSL bundle 'mine', but there is no bean of type SslBundles.");
	}

	@Test
	void whatACustomizerDoesWrongIsNoMistakeInAProperty(CapturedOutput output) {
		assertThat(run(BadCustomizer.class, output, "losant.access-token=" + CANARY))
			.contains("filters must be in order")
			.doesNotContain("losant.base-url");
	}

	@Test
	void aClientThatIsDisabledIsTold(CapturedOutput output) {
		assertThat(failure(WantsAClient.class, output, "losant.enabled=false"))
			.contains("required a bean of type 'io.losant4j.LosantClient', but losant.enabled is false.")
			.contains("Remove losant.enabled=false");
	}

	private String failure(CapturedOutput output, String... properties) {
		return failure(Service.class, output, properties);
	}

	private String failure(Class<?> service, CapturedOutput output, String... properties) {
		assertThat(run(service, output, properties)).contains("APPLICATION FAILED TO START", "Description:", "Action:")
			.doesNotContain(CANARY);
		return output.getAll();
	}

	private String run(Class<?> service, CapturedOutput output, String... properties) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(service).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", this.environment)));
		String[] arguments = Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
		return output.getAll();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, LosantAutoConfiguration.class,
			LosantWriterAutoConfiguration.class })
	static class Service {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(LosantAutoConfiguration.class)
	static class WithoutBundles {

	}

	static class WantsAnApplication extends Service {

		@Bean
		String wantsAnApplication(LosantApplication application) {
			return application.id();
		}

	}

	static class WantsAWriter extends Service {

		@Bean
		String wantsAWriter(StateWriter writer) {
			return writer.toString();
		}

	}

	static class OwnDetails extends Service {

		@Bean
		LosantConnectionDetails ownDetails(Environment environment) {
			return new LosantConnectionDetails() {

				@Override
				public String baseUrl() {
					return environment.getProperty("test.url", "https://losant.example.com");
				}

				@Override
				public Credentials credentials() {
					return Credentials.accessToken(CANARY);
				}

				@Override
				public @Nullable String applicationId() {
					return environment.getProperty("test.application-id");
				}

			};
		}

	}

	static class BadCustomizer extends Service {

		@Bean
		LosantClientCustomizer badCustomizer() {
			return (builder) -> builder
				.webClient((WebClient.Builder) Proxy.newProxyInstance(BadCustomizer.class.getClassLoader(),
						new Class<?>[] { WebClient.Builder.class }, (proxy, method, arguments) -> {
							throw new IllegalArgumentException("filters must be in order");
						}));
		}

	}

	static class WantsAClient extends Service {

		@Bean
		String wantsAClient(LosantClient client) {
			return client.toString();
		}

	}

}
