package io.losant4j.spring.boot;

import io.losant4j.auth.Credentials;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The client without a name is not made where there are only clients with one. Where
 * nothing is configured it is, and fails with what can be done.
 */
final class OnDefaultClientCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	static boolean isWanted(ConditionContext context) {
		return outcome(context).isMatch();
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return outcome(context);
	}

	private static ConditionOutcome outcome(ConditionContext context) {
		LosantProperties properties = BoundProperties.of(context.getEnvironment());
		if (properties.clients().isEmpty()) {
			return ConditionOutcome.match("there is no losant.clients");
		}
		if (PropertiesLosantConnectionDetails.hasCredentials(properties.client())) {
			return ConditionOutcome.match("there are credentials below losant");
		}
		boolean declared = UserBeans.has(context, LosantConnectionDetails.class)
				|| UserBeans.has(context, Credentials.class);
		return new ConditionOutcome(declared, "there are " + (declared ? "" : "no ")
				+ "credentials besides those of losant.clients " + properties.clients().keySet());
	}

}
