package io.losant4j.spring.boot;

import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ConditionContext;

/**
 * What the application has declared itself.
 */
final class UserBeans {

	private UserBeans() {
	}

	static boolean has(ConditionContext context, Class<?> type) {
		ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
		return Stream.of(beans.getBeanNamesForType(type, true, false))
			.anyMatch((name) -> !beans.isTypeMatch(name, PropertiesLosantConnectionDetails.class));
	}

}
