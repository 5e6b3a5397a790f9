package io.losant4j.spring.boot;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The properties while it is still to be decided which beans there are.
 */
final class BoundProperties {

	private BoundProperties() {
	}

	static LosantProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("losant", LosantProperties.class);
	}

}
