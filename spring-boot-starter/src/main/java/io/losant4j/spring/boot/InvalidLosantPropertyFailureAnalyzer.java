package io.losant4j.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Turns a refused property into a description and an action to take.
 */
final class InvalidLosantPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidLosantPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidLosantPropertyException cause) {
		return new FailureAnalysis("A Losant client could not be configured: " + cause.getMessage() + ".",
				"Set " + cause.property()
						+ " to a value that meets the rule, or set losant.enabled=false to run without Losant.",
				cause);
	}

}
