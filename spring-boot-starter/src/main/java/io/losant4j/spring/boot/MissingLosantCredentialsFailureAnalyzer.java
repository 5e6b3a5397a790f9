package io.losant4j.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells how credentials can be given.
 */
final class MissingLosantCredentialsFailureAnalyzer extends AbstractFailureAnalyzer<MissingLosantCredentialsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingLosantCredentialsException cause) {
		String prefix = cause.prefix();
		return new FailureAnalysis("A Losant client could not be configured: " + prefix + " has no credentials.",
				"Set one of " + prefix + ".access-token, " + prefix + ".device.id, .key and .secret, or " + prefix
						+ ".user.email and .password" + "; or declare a bean of type io.losant4j.auth.Credentials"
						+ (prefix.equals("losant") ? ""
								: " with @Qualifier(\"" + prefix.replaceFirst("losant\\.clients\\.", "") + "\")")
						+ ", such as one whose tokens come from a vault. To run without Losant, set losant.enabled=false.",
				cause);
	}

}
