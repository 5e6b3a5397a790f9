package io.losant4j.spring.boot;

import java.util.Objects;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * There is an application where the properties name one, or where the application itself
 * tells how to reach Losant, and so may name one.
 */
final class OnApplicationIdCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		if (StringUtils.hasText(context.getEnvironment().getProperty("losant.application-id"))) {
			return ConditionOutcome.match("losant.application-id is set");
		}
		boolean declared = UserBeans.has(context, LosantConnectionDetails.class)
				|| (isSimulated(context) && OnDefaultClientCondition.isWanted(context));
		return new ConditionOutcome(declared, "there is " + (declared ? "a" : "neither losant.application-id nor a")
				+ " bean of type LosantConnectionDetails");
	}

	private static boolean isSimulated(ConditionContext context) {
		return Objects.requireNonNull(context.getBeanFactory())
			.getBeanNamesForType(LosantConnectionDetails.OfAllClients.class, true, false).length > 0;
	}

}
