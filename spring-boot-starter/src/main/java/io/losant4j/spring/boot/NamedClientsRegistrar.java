package io.losant4j.spring.boot;

import java.util.Map;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/**
 * Registers the clients that have a name. They are fallback candidates, so that an
 * unqualified injection point means the one without a name where there is one.
 */
final class NamedClientsRegistrar implements ImportBeanDefinitionRegistrar, EnvironmentAware {

	private Map<String, LosantProperties.Client> clients = Map.of();

	@Override
	public void setEnvironment(Environment environment) {
		this.clients = BoundProperties.of(environment).clients();
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		this.clients.forEach((name, client) -> {
			register(registry, LosantClients.clientBean(name), LosantClient.class, "client", name);
			if (StringUtils.hasText(client.applicationId())) {
				register(registry, LosantClients.applicationBean(name), LosantApplication.class, "application", name);
			}
		});
	}

	private static void register(BeanDefinitionRegistry registry, String beanName, Class<?> type, String factoryMethod,
			String name) {
		if (registry.containsBeanDefinition(beanName)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(LosantClients.BEAN_NAME);
		definition.setFactoryMethodName(factoryMethod);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setFallback(true);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
		registry.registerBeanDefinition(beanName, definition);
	}

}
