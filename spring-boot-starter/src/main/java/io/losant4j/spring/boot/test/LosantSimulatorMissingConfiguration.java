package io.losant4j.spring.boot.test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Refuses to let a test talk to the real Losant because there is no simulated one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingClass("io.losant4j.simulator.LosantSimulator")
class LosantSimulatorMissingConfiguration {

	// Before any client is made.
	@Bean
	static BeanFactoryPostProcessor losantSimulatorMissing() {
		return (beans) -> {
			throw new IllegalStateException(
					"@LosantTest needs io.losant4j:losant4j-simulator on the test's class path");
		};
	}

}
