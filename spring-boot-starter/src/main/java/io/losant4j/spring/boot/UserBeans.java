package io.losant4j.spring.boot;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ConditionContext;

/**
 * What the application has declared itself for the client without a name.
 */
final class UserBeans {

	private UserBeans() {
	}

	static boolean has(ConditionContext context, Class<?> type) {
		return !names(Objects.requireNonNull(context.getBeanFactory()), type,
				BoundProperties.of(context.getEnvironment()).clients().keySet())
			.isEmpty();
	}

	/**
	 * The names of beans, without those that are for a client with a name.
	 * @param clients the names of clients
	 */
	static List<String> names(ConfigurableListableBeanFactory beans, Class<?> type, Set<String> clients) {
		return Stream.of(beans.getBeanNamesForType(type, true, false))
			.filter((name) -> !beans.isTypeMatch(name, PropertiesLosantConnectionDetails.class)
					&& !beans.isTypeMatch(name, LosantConnectionDetails.OfAllClients.class)
					&& !BeanFactoryAnnotationUtils.isQualifierMatch(clients::contains, name, beans))
			.toList();
	}

}
