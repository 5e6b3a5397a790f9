package io.losant4j.spring.boot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.losant4j.LosantClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
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
	 * Gives all client requests the tag that those to Losant have, where Prometheus takes
	 * no others.
	 */
	@Bean
	@Conditional(OnStrictPrometheusCondition.class)
	@ConditionalOnMissingBean(name = "losantActionMeterFilter")
	MeterFilter losantActionMeterFilter(Environment environment) {
		return new OtherClientsMeterFilter(
				environment.getProperty("management.observations.http.client.requests.name", "http.client.requests"));
	}

	/** The meters of each client by its name; two of one name share them. */
	private static final class Meters implements LosantClientCustomizer {

		private final ObjectProvider<MeterRegistry> registry;

		private final Map<String, ClientMeters> clients = new ConcurrentHashMap<>();

		Meters(ObjectProvider<MeterRegistry> registry) {
			this.registry = registry;
		}

		@Override
		public void customize(LosantClient.Builder builder) {
			customize(DEFAULT_CLIENT, builder);
		}

		@Override
		public void customize(String name, LosantClient.Builder builder) {
			this.registry
				.ifUnique((registry) -> this.clients
					.computeIfAbsent(name,
							(first) -> new ClientMeters(new CallMeters(registry, name),
									new StreamMeters(registry, name), new WriterMeters(registry, name)))
					.listenTo(builder));
		}

	}

	private record ClientMeters(CallMeters calls, StreamMeters streams, WriterMeters writers) {

		void listenTo(LosantClient.Builder builder) {
			builder.callListener(this.calls).streamListener(this.streams).writerListener(this.writers);
		}

	}

}
