package io.losant4j.spring.boot.test;

import io.losant4j.auth.Credentials;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.spring.boot.LosantAutoConfiguration;
import io.losant4j.spring.boot.LosantConnectionDetails;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Auto-configuration of a simulated Losant for tests, imported by {@link LosantTest} and
 * by nothing else. A test that needs a simulator of another kind declares it as a bean.
 */
@AutoConfiguration(before = LosantAutoConfiguration.class)
@ConditionalOnClass(LosantSimulator.class)
public final class LosantSimulatorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LosantSimulator losantSimulator(@Value("${losant.test.simulator.devices:0}") int devices) {
		return LosantSimulator.builder().devices(devices).start();
	}

	// No test talks to the real Losant because the service has details of its own.
	@Bean
	@Primary
	LosantConnectionDetails.OfAllClients losantSimulatorConnectionDetails(LosantSimulator simulator) {
		return new SimulatorConnectionDetails(simulator.baseUrl().toString(),
				Credentials.accessToken(simulator.accessToken()), simulator.applicationId());
	}

	private record SimulatorConnectionDetails(String baseUrl, Credentials credentials,
			String applicationId) implements LosantConnectionDetails.OfAllClients {
	}

}
