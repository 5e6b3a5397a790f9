package io.losant4j.spring.boot;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.bulk.StateWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Tells which property a client, an application or a writer that somebody wants is
 * missing for.
 */
final class MissingLosantBeanFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private final Environment environment;

	MissingLosantBeanFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		ResolvableType type = cause.getResolvableType();
		Class<?> wanted = (type != null) ? type.resolve() : null;
		if (cause instanceof NoUniqueBeanDefinitionException || wanted == null || !(wanted == LosantApplication.class
				|| wanted == LosantClient.class || wanted == StateWriter.class)) {
			return null;
		}
		String who = ((description != null) ? description : "A component") + " required a bean of type '"
				+ wanted.getName() + "', but ";
		if (!this.environment.getProperty("losant.enabled", Boolean.class, true)) {
			return new FailureAnalysis(who + "losant.enabled is false.",
					"Remove losant.enabled=false, or inject an ObjectProvider where the component can do without.",
					cause);
		}
		if (wanted != LosantClient.class
				&& !StringUtils.hasText(this.environment.getProperty("losant.application-id"))) {
			return new FailureAnalysis(who + "losant.application-id is not set.",
					"Set losant.application-id to the id of the application, let a bean of type LosantConnectionDetails of"
							+ " your own tell it, or inject a LosantClient and call its application(id)"
							+ ((wanted == StateWriter.class) ? ".stateWriter(options)" : "")
							+ ". For the application of a client with a name, set"
							+ " losant.clients.<name>.application-id and inject it with the name as its qualifier.",
					cause);
		}
		return null;
	}

	// Before Boot's own, which knows of types only.
	@Override
	public int getOrder() {
		return -1;
	}

}
