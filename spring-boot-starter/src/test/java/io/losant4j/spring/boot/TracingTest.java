package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.losant4j.LosantApplication;
import io.losant4j.stream.StreamOptions;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.losant4j.spring.boot.ScriptedLosant.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call is part of its caller's trace, and Losant is told of it.
 */
class TracingTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ScriptedLosant losant = new ScriptedLosant();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(App.class)
		.withPropertyValues(this.losant.properties())
		.withPropertyValues("management.tracing.sampling.probability=1");

	@AfterEach
	void stop() {
		this.losant.close();
	}

	@Test
	void aCallIsASpanOfItsCallersTrace() {
		this.losant.answers(200, "{}");
		this.runner.run((context) -> {
			TraceContext caller = callIn(context);
			TraceParent told = TraceParent.of(this.losant.request());
			SpanData span = context.getBean(Spans.class).take();

			assertThat(told.traceId()).isEqualTo(caller.traceId());
			assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
			assertThat(span.getTraceId()).isEqualTo(caller.traceId());
			assertThat(span.getParentSpanId()).isEqualTo(caller.spanId());
			assertThat(span.getSpanId()).isEqualTo(told.spanId());
			assertThat(span.getAttributes().get(AttributeKey.stringKey("action"))).isEqualTo("device.get");
			assertThat(span.getAttributes().get(AttributeKey.stringKey("uri")))
				.isEqualTo("/applications/{applicationId}/devices/{deviceId}");
		});
	}

	@Test
	void eachAttemptIsASpanOfItsOwn() {
		this.losant.answers(503, "{}").answers(200, "{}");
		this.runner.run((context) -> {
			TraceContext caller = callIn(context);
			List<TraceParent> told = List.of(TraceParent.of(this.losant.request()),
					TraceParent.of(this.losant.request()));
			List<SpanData> spans = List.of(context.getBean(Spans.class).take(), context.getBean(Spans.class).take());

			assertThat(spans).extracting((span) -> span.getTraceId()).containsOnly(caller.traceId());
			assertThat(spans).extracting((span) -> span.getParentSpanId()).containsOnly(caller.spanId());
			assertThat(spans).extracting((span) -> span.getSpanId())
				.doesNotHaveDuplicates()
				.containsExactlyInAnyOrderElementsOf(told.stream().map(TraceParent::spanId).toList());
		});
	}

	@Test
	void aStreamBelongsToNoCallersTraceSinceItIsSharedByAll() {
		this.losant.streams();
		this.runner.run((context) -> {
			Observation caller = Observation.start("caller", context.getBean(ObservationRegistry.class));
			StepVerifier
				.create(context.getBean(LosantApplication.class)
					.device(DEVICE)
					.stateStream(StreamOptions.defaults())
					.take(1)
					.contextWrite(Context.of(ObservationThreadLocalAccessor.KEY, caller)))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);
			caller.stop();

			assertThat(TraceParent.of(this.losant.request()).traceId()).isNotEqualTo(trace(caller).traceId());
		});
	}

	private static TraceContext callIn(ApplicationContext context) {
		Observation caller = Observation.start("caller", context.getBean(ObservationRegistry.class));
		Mono<?> call = context.getBean(LosantApplication.class)
			.device(DEVICE)
			.get()
			.contextWrite(Context.of(ObservationThreadLocalAccessor.KEY, caller));
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(PATIENCE);
		return trace(caller);
	}

	private static TraceContext trace(Observation observation) {
		TracingContext tracing = observation.getContextView().getRequired(TracingContext.class);
		return Objects.requireNonNull(tracing.getSpan()).context();
	}

	/** What Losant is told of the trace, by the W3C's rules. */
	private record TraceParent(String traceId, String spanId) {

		static TraceParent of(RecordedRequest request) {
			String header = Objects.requireNonNull(request.getHeaders().get("traceparent"), "traceparent");
			Matcher fields = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}").matcher(header);
			assertThat(fields.matches()).as(header).isTrue();
			return new TraceParent(fields.group(1), fields.group(2));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

		@Bean
		Spans spans() {
			return new Spans();
		}

		@Bean
		SpanProcessor spanProcessor(Spans spans) {
			return SimpleSpanProcessor.create(spans);
		}

	}

	/** The client's spans that have ended, in order. */
	static final class Spans implements SpanExporter {

		private final BlockingQueue<SpanData> ended = new LinkedBlockingQueue<>();

		SpanData take() throws InterruptedException {
			return Objects.requireNonNull(this.ended.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no span has ended");
		}

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			this.ended.addAll(spans.stream().filter((span) -> span.getKind() == SpanKind.CLIENT).toList());
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
