package io.losant4j.spring.boot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that keeps Losant's secrets out of Actuator's endpoints, even where
 * these are told to show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class LosantSanitizingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "losantSanitizingFunction")
	SanitizingFunction losantSanitizingFunction(ObjectProvider<LosantProperties> properties) {
		return SanitizingFunction.sanitizeValue().ifMatches(new SecretData(properties)::isSecret);
	}

}
