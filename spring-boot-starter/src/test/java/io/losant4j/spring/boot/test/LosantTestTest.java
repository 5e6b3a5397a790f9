package io.losant4j.spring.boot.test;

import java.time.Duration;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceState;
import io.losant4j.device.NamesQuery;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.spring.boot.LosantAutoConfiguration;
import io.losant4j.spring.boot.LosantConnectionDetails;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LosantTestTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void theSimulatorEndsWithTheContext() {
		LosantSimulator[] simulator = new LosantSimulator[1];
		new ApplicationContextRunner().withUserConfiguration(Service.class)
			.withBean(LosantSimulatorAutoConfiguration.class)
			.run((context) -> simulator[0] = context.getBean(LosantSimulator.class));

		assertThatIllegalStateException().isThrownBy(simulator[0]::comeBack).withMessageContaining("closed");
	}

	@Test
	void aMissingSimulatorIsTold() {
		new ApplicationContextRunner().withUserConfiguration(Service.class, WithTheAnnotation.class)
			.withClassLoader(new FilteredClassLoader(LosantSimulator.class))
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("@LosantTest needs io.losant4j:losant4j-simulator on the test's class path"));
	}

	@Nested
	@SpringBootTest(classes = Service.class)
	@LosantTest(devices = 3)
	class WithDevices {

		@Test
		void talksToTheSimulator(@Autowired LosantSimulator simulator, @Autowired LosantApplication application) {
			StepVerifier
				.create(application.device(simulator.deviceIds().get(2))
					.sendState(DeviceState.of("temperature", -18.4)))
				.expectComplete()
				.verify(PATIENCE);
			assertThat(simulator.deviceIds()).hasSize(3);
			assertThat(application.id()).isEqualTo(simulator.applicationId());
		}

	}

	@Nested
	@SpringBootTest(classes = ServiceOfTheRealWorld.class,
			properties = { "losant.base-url=https://losant.invalid", "losant.access-token=real",
					"losant.application-id=575ec8687ae143cd83dc4a98" })
	@LosantTest
	class InsteadOfTheRealOne {

		@Test
		void talksToTheSimulator(@Autowired LosantClient client, @Autowired LosantSimulator simulator,
				@Autowired LosantApplication application) {
			assertThat(application.id()).isEqualTo(simulator.applicationId());
			assertThat(simulator.deviceIds()).isEmpty();
			StepVerifier
				.create(client.application(simulator.applicationId()).devices().attributeNames(NamesQuery.all()))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);
		}

	}

	@Nested
	@SpringBootTest(classes = { Service.class, OwnOfBerlin.class },
			properties = { "losant.clients.berlin.base-url=https://losant.invalid",
					"losant.clients.berlin.access-token=real",
					"losant.clients.berlin.application-id=575ec8687ae143cd83dc4a98",
					"losant.clients.munich.application-id=575ec8687ae143cd83dc4a98" })
	@LosantTest
	class WithNamedClientsOnly {

		@ParameterizedTest
		@ValueSource(strings = { "berlin", "munich" })
		void eachTalksToTheSimulator(String name, @Autowired ApplicationContext context,
				@Autowired LosantSimulator simulator) {
			LosantApplication application = context.getBean(name + "LosantApplication", LosantApplication.class);

			assertThat(application.id()).isEqualTo(simulator.applicationId());
			StepVerifier.create(application.devices().attributeNames(NamesQuery.all()))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);
		}

		@Test
		void thereIsNoClientThatThereWouldNotBeOtherwise(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(LosantClient.class)).containsExactlyInAnyOrder("berlinLosantClient",
					"munichLosantClient");
			assertThat(context.getBeanNamesForType(LosantApplication.class))
				.containsExactlyInAnyOrder("berlinLosantApplication", "munichLosantApplication");
		}

	}

	@Nested
	@SpringBootTest(classes = { Service.class, OwnSimulator.class })
	@LosantTest
	class WithASimulatorOfItsOwn {

		@Test
		void talksToThat(@Autowired LosantApplication application) {
			assertThat(application.id()).isEqualTo("575ec8687ae143cd83dc4a99");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(LosantAutoConfiguration.class)
	static class Service {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(LosantAutoConfiguration.class)
	static class ServiceOfTheRealWorld {

		@Bean
		LosantConnectionDetails fromTheVault() {
			return () -> Credentials.accessToken("real");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@LosantTest
	static class WithTheAnnotation {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnOfBerlin {

		@Bean
		@Qualifier("berlin")
		LosantConnectionDetails fromTheVault() {
			return () -> Credentials.accessToken("real");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSimulator {

		@Bean
		LosantSimulator simulator() {
			return LosantSimulator.builder().applicationId("575ec8687ae143cd83dc4a99").start();
		}

	}

}
