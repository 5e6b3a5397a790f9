package io.losant4j.samples.dashboard;

import java.util.Map;
import java.util.stream.Stream;

import io.losant4j.simulator.LosantSimulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a simulator and points the client to it, unless the user has told anything about
 * a Losant to talk to. Half a setting starts none: the starter then says what is missing,
 * and nobody takes the simulator for the real one.
 */
final class EmbeddedLosant implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedLosant.class);

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (Stream.of("losant.access-token", "losant.application-id", "losant.base-url")
			.anyMatch(environment::containsProperty)) {
			return;
		}
		LosantSimulator simulator = LosantSimulator.start();
		// The first bean that is made is the last that is closed, after the client.
		context.registerBean("losantSimulator", LosantSimulator.class, () -> simulator);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("losantSimulator",
					Map.of("losant.base-url", simulator.baseUrl().toString(), "losant.access-token",
							simulator.accessToken(), "losant.application-id", simulator.applicationId())));
		logger.info("No losant.* settings: started an embedded Losant simulator on {}. Set losant.access-token and "
				+ "losant.application-id to talk to Losant instead.", simulator.baseUrl());
	}

}
