package io.losant4j.spring.boot;

import java.util.Objects;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The properties tell how to reach Losant where no bean does. A bean that is for a client
 * with a name does not.
 */
final class OnNoConnectionDetailsCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean declared = UserBeans.has(context, LosantConnectionDetails.class)
				|| Objects.requireNonNull(context.getBeanFactory())
					.getBeanNamesForType(LosantConnectionDetails.OfAllClients.class, true, false).length > 0;
		return new ConditionOutcome(!declared,
				"there is " + (declared ? "a" : "no") + " bean of type LosantConnectionDetails");
	}

}
