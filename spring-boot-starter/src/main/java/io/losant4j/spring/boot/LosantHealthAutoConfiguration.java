package io.losant4j.spring.boot;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.losant4j.LosantClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the clients' health, where the application has Actuator. It
 * causes no traffic.
 */
@AutoConfiguration(after = LosantAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "losant.enabled", matchIfMissing = true)
@ConditionalOnClass({ ReactiveHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("losant")
public final class LosantHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "losantClientHealths")
	ClientHealths losantClientHealths() {
		return new ClientHealths();
	}

	/**
	 * The health of the one client, or of each of several by its name.
	 * @param healths is told of the clients as they are built
	 * @param clients all that there are, so that they are built by now
	 */
	@Bean
	@ConditionalOnBean({ LosantClient.class, ClientHealths.class })
	@ConditionalOnMissingBean(name = { "losantHealthIndicator", "losantHealthContributor" })
	ReactiveHealthContributor losantHealthContributor(ClientHealths healths, ObjectProvider<LosantClient> clients) {
		clients.stream().forEach((client) -> {
		});
		return healths.contributor();
	}

	/** The health of each client that was built, by its name. */
	static final class ClientHealths implements LosantClientCustomizer {

		private final Map<String, ClientHealth> healths = Collections.synchronizedMap(new TreeMap<>());

		@Override
		public void customize(LosantClient.Builder builder) {
			customize(DEFAULT_CLIENT, builder);
		}

		@Override
		public void customize(String name, LosantClient.Builder builder) {
			ClientHealth health = this.healths.computeIfAbsent(name, (first) -> new ClientHealth(Clock.systemUTC()));
			builder.callListener(health).streamListener(health);
		}

		ReactiveHealthContributor contributor() {
			ClientHealth only = (this.healths.size() == 1) ? this.healths.get(DEFAULT_CLIENT) : null;
			return (only != null) ? only : CompositeReactiveHealthContributor.fromMap(this.healths);
		}

	}

}
