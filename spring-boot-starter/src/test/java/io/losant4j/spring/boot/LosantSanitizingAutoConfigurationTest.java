package io.losant4j.spring.boot;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No secret is seen in what Actuator shows, whatever it is told to show.
 */
class LosantSanitizingAutoConfigurationTest {

	private static final String CANARY = "c4nary-c4nary";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class, LosantSanitizingAutoConfiguration.class,
				EnvironmentEndpointAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "losant.http.proxy.host=proxy",
				"losant.http.proxy.port=3128", "losant.http.proxy.username=user",
				"losant.http.proxy.password=" + CANARY, "losant.clients.berlin.user.email=user@example.com",
				"losant.clients.berlin.user.password=" + CANARY, "losant.clients.munich.access-token=" + CANARY,
				"losant.clients.ulm.device.id=575ec8687ae143cd83dc4a97", "losant.clients.ulm.device.key=" + CANARY,
				"losant.clients.ulm.device.secret=" + CANARY, "losant.access-token=${vault.key-of-losant}",
				"vault.key-of-losant=" + CANARY, "sun.java.command=run --losant.access-token=" + CANARY,
				"losant.http.connect-timeout=11s")
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("LOSANT_CLIENTS_KIEL_ACCESSTOKEN", CANARY, "LOSANT_CLIENTS_KIEL_DEVICE_SECRET", ""))));

	@ParameterizedTest
	@ValueSource(strings = { "always", "never", "when-authorized" })
	void neitherInTheEnvironmentNorInTheProperties(String show) {
		this.runner
			.withPropertyValues("management.endpoint.env.show-values=" + show,
					"management.endpoint.configprops.show-values=" + show)
			.run((context) -> {
				Object env = context.getBean(EnvironmentEndpoint.class).environment(null);
				Object properties = context.getBean(ConfigurationPropertiesReportEndpoint.class)
					.configurationProperties();
				assertThat(json(env)).contains("losant.access-token", "vault.key-of-losant").doesNotContain(CANARY);
				assertThat(json(properties)).contains("accessToken", "kiel").doesNotContain(CANARY);
			});
	}

	@Test
	void whatIsNoSecretIsSeen() {
		this.runner
			.withPropertyValues("management.endpoint.env.show-values=always",
					"management.endpoint.configprops.show-values=always")
			.run((context) -> {
				assertThat(json(context.getBean(EnvironmentEndpoint.class).environment(null))).contains("11s", "proxy",
						"575ec8687ae143cd83dc4a97");
				assertThat(json(context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties()))
					.contains("PT11S", "DROP_OLDEST");
			});
	}

	@Test
	void notEvenWhenLosantIsDisabled() {
		this.runner
			.withPropertyValues("losant.enabled=false", "losant.access-token=" + CANARY,
					"vault.key-of-losant=${losant.access-token}", "sun.java.command=run",
					"management.endpoint.env.show-values=always")
			.run((context) -> assertThat(json(
					context.getBean(EnvironmentEndpoint.class).environment("losant[.]access-token|losant[.]clients.*")))
				.contains("losant.access-token")
				.doesNotContain(CANARY));
	}

	@Test
	void noTextOfThePropertiesShowsOne() {
		this.runner.run((context) -> assertThat(context.getBean(LosantProperties.class)).asString()
			.contains("kiel", "berlin", "connectTimeout=PT11S")
			.doesNotContain(CANARY));
	}

	private static String json(Object value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

}
