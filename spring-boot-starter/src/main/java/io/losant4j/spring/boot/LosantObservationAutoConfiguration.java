package io.losant4j.spring.boot;

import io.losant4j.http.CallInfo;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

/**
 * Auto-configuration of what is observed of a request to Losant besides what is observed
 * of any request: Losant's name of the action. Whether anything is observed is for the
 * application's {@code WebClient.Builder} to say.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "losant.enabled", matchIfMissing = true)
@ConditionalOnClass(ObservationFilter.class)
public final class LosantObservationAutoConfiguration {

	static final String ACTION = "action";

	/**
	 * Adds the action. A filter and not a convention, so that the application's own
	 * convention stays.
	 */
	@Bean
	@ConditionalOnMissingBean(name = "losantActionObservationFilter")
	ObservationFilter losantActionObservationFilter() {
		return LosantObservationAutoConfiguration::withAction;
	}

	private static Observation.Context withAction(Observation.Context context) {
		if (context instanceof ClientRequestObservationContext observed && observed.getRequest() != null) {
			ClientRequest request = observed.getRequest();
			request.attribute(CallInfo.ATTRIBUTE)
				.map(CallInfo.class::cast)
				.ifPresent((call) -> context.addLowCardinalityKeyValue(KeyValue.of(ACTION, call.action())));
		}
		return context;
	}

}
