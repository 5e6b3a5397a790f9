package io.losant4j.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Turns a refused property into a description and an action to take.
 */
final class InvalidLosantPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidLosantPropertyException> {

	private final Environment environment;

	InvalidLosantPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidLosantPropertyException cause) {
		return new FailureAnalysis(
				"A Losant client could not be configured: " + cause.getMessage() + "." + origin(cause.property()),
				"Set " + cause.property()
						+ " to a value that meets the rule, or set losant.enabled=false to run without Losant.",
				cause);
	}

	private String origin(String property) {
		Origin origin = PropertyOrigin.of(this.environment, property);
		return (origin != null) ? " It comes from " + origin + "." : "";
	}

}
