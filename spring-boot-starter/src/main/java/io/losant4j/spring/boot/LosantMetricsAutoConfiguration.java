package io.losant4j.spring.boot;

import io.losant4j.LosantClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the meters of the clients' streams, calls and writers, where the
 * application has a {@link MeterRegistry}.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBooleanProperty(name = "losant.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
public final class LosantMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "losantMetricsCustomizer")
	LosantClientCustomizer losantMetricsCustomizer(ObjectProvider<MeterRegistry> registry) {
		return new Meters(registry);
	}

	/**
	 * Gives all client requests the tag that those to Losant have. Prometheus took no
	 * meters of one name and different tags before Micrometer 1.17.
	 */
	@Bean
	@ConditionalOnMissingBean(name = "losantActionMeterFilter")
	MeterFilter losantActionMeterFilter(Environment environment) {
		return new OtherClientsMeterFilter(
				environment.getProperty("management.observations.http.client.requests.name", "http.client.requests"));
	}

	private record Meters(ObjectProvider<MeterRegistry> registry) implements LosantClientCustomizer {

		@Override
		public void customize(LosantClient.Builder builder) {
			customize(DEFAULT_CLIENT, builder);
		}

		@Override
		public void customize(String name, LosantClient.Builder builder) {
			this.registry.ifUnique((meters) -> builder.callListener(new CallMeters(meters, name))
				.streamListener(new StreamMeters(meters, name))
				.writerListener(new WriterMeters(meters, name)));
		}

	}

}
