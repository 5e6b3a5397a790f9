package io.losant4j.spring.boot;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.StateWriter;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every bean of the starter steps back for one of the application's own, of its type and
 * name.
 */
class BackOffTest {

	private static final String APPLICATION = "575ec8687ae143cd83dc4a97";

	private static final LosantClient CLIENT = LosantClient.builder()
		.credentials(Credentials.accessToken("own"))
		.build();

	/** What an application would declare instead. */
	private static final Map<Class<?>, Supplier<Object>> OWN = Map.ofEntries(
			Map.entry(LosantClient.class, () -> CLIENT),
			Map.entry(LosantApplication.class, () -> CLIENT.application(APPLICATION)),
			Map.entry(LosantConnectionDetails.class,
					() -> (LosantConnectionDetails) () -> Credentials.accessToken("own")),
			Map.entry(HttpOptions.class, HttpOptions::defaults), Map.entry(RetryPolicy.class, RetryPolicy::defaults),
			Map.entry(StreamOptions.class, StreamOptions::defaults),
			Map.entry(WriterOptions.class, WriterOptions::defaults),
			Map.entry(StateWriter.class, () -> CLIENT.application(APPLICATION).stateWriter(WriterOptions.defaults())),
			Map.entry(ReactiveHealthContributor.class,
					() -> (ReactiveHealthIndicator) () -> Mono.just(Health.up().build())),
			Map.entry(LosantClientCustomizer.class, () -> (LosantClientCustomizer) (builder) -> {
			}), Map.entry(MeterFilter.class, () -> MeterFilter.deny((id) -> false)),
			Map.entry(ObservationFilter.class, () -> (ObservationFilter) (context) -> context),
			Map.entry(SanitizingFunction.class, () -> (SanitizingFunction) (data) -> data));

	static Stream<Class<?>> configurations() {
		return ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.losant4j."))
			.map((name) -> ClassUtils.resolveClassName(name, null));
	}

	/** All but the one whose name no application uses. */
	static Stream<Method> beans() {
		return configurations().flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> method.isAnnotationPresent(Bean.class)
					&& !name(method).equals(LosantClients.BEAN_NAME));
	}

	private static String name(Method bean) {
		String[] names = Objects.requireNonNull(bean.getAnnotation(Bean.class)).value();
		return (names.length > 0) ? names[0] : bean.getName();
	}

	@ParameterizedTest
	@MethodSource("beans")
	void stepsBack(Method bean) {
		Class<?> type = OWN.keySet()
			.stream()
			.filter((own) -> own.isAssignableFrom(bean.getReturnType()))
			.findFirst()
			.orElse(String.class);
		assertStepsBack(name(bean), type);
	}

	private static <T> void assertStepsBack(String name, Class<T> type) {
		T own = type.cast(OWN.getOrDefault(type, () -> "what nobody asks for").get());
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(configurations().toArray(Class<?>[]::new)))
			.withPropertyValues("losant.access-token=token", "losant.application-id=" + APPLICATION)
			.withBean(name, type, () -> own)
			.run((context) -> assertThat(context.getBean(name)).isSameAs(own));
	}

	@Test
	void findsThem() {
		assertThat(beans()).hasSizeGreaterThan(12);
	}

}
