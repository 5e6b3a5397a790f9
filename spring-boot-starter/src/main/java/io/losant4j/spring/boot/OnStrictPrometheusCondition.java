package io.losant4j.spring.boot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Prometheus took no meters of one name and different tags before Micrometer 1.17.
 */
final class OnStrictPrometheusCondition extends SpringBootCondition {

	private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String version = MeterRegistry.class.getPackage().getImplementationVersion();
		return new ConditionOutcome(ClassUtils.isPresent("io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
				context.getClassLoader()) && isStrict(version), "Micrometer is of version " + version);
	}

	/** Where nobody knows, the same tags do no harm. */
	static boolean isStrict(@Nullable String version) {
		Matcher numbers = VERSION.matcher(String.valueOf(version));
		return !numbers.matches()
				|| Integer.parseInt(numbers.group(1)) * 1_000 + Integer.parseInt(numbers.group(2)) < 1_017;
	}

}
