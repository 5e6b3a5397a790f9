package io.losant4j.samples.dashboard;

import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.losant4j.simulator.LosantSimulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.event.GenericApplicationListener;
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
		if (Stream
			.of("losant.access-token", "losant.application-id", "losant.base-url", "losant.device", "losant.user",
					"losant.clients")
			.map(ConfigurationPropertyName::of)
			.anyMatch((name) -> isTold(environment, name))) {
			return;
		}
		LosantSimulator simulator = LosantSimulator.start();
		// What is registered first is closed last, after the client.
		context.getDefaultListableBeanFactory().registerSingleton("losantSimulator", simulator);
		context.getDefaultListableBeanFactory().registerDisposableBean("losantSimulator", simulator::close);
		// A context that was never refreshed closes no beans.
		context.addApplicationListener(
				GenericApplicationListener.forEventType(ApplicationFailedEvent.class, (failed) -> simulator.close()));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("losantSimulator",
					Map.of("losant.base-url", simulator.baseUrl().toString(), "losant.access-token",
							simulator.accessToken(), "losant.application-id", simulator.applicationId())));
		logger.info("No losant.* settings: started an embedded Losant simulator on {}. Set losant.access-token and "
				+ "losant.application-id to talk to Losant instead.", simulator.baseUrl());
	}

	/** Whether the property is there, or any below it. */
	private static boolean isTold(ConfigurableEnvironment environment, ConfigurationPropertyName name) {
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(environment);
		return StreamSupport.stream(sources.spliterator(), false)
			.anyMatch((source) -> source.getConfigurationProperty(name) != null
					|| source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT);
	}

}
