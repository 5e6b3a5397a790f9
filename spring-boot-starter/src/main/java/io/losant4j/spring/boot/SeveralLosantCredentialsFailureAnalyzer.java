package io.losant4j.spring.boot;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Tells which credentials are in each other's way, and where they come from.
 */
final class SeveralLosantCredentialsFailureAnalyzer extends AbstractFailureAnalyzer<SeveralLosantCredentialsException> {

	private final Environment environment;

	SeveralLosantCredentialsFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SeveralLosantCredentialsException cause) {
		String prefix = cause.prefix();
		return new FailureAnalysis(
				"A Losant client could not be configured: " + prefix + " has credentials of more than one kind:\n\n"
						+ cause.properties().stream().map(this::line).collect(Collectors.joining("\n")),
				"Keep those of one kind, which are " + prefix + ".access-token; " + prefix
						+ ".device.id, .key and .secret; or " + prefix
						+ ".user.email and .password. Remove the others, or set them to nothing.",
				cause);
	}

	private String line(String property) {
		Origin origin = PropertyOrigin.of(this.environment, property);
		return "\t" + property + ((origin != null) ? " (from " + origin + ")" : "");
	}

}
