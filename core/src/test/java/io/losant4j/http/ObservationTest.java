package io.losant4j.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.losant4j.LosantClient;
import io.losant4j.MockLosant;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceState;
import io.losant4j.stream.StreamOptions;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application's observation, and its filters, get to know of a request.
 */
class ObservationTest {

	private static final CallInfo SEND_STATE = new CallInfo("device.sendState", "POST",
			"/applications/{applicationId}/devices/{deviceId}/state");

	private final MockLosant losant = MockLosant.start();

	private final List<ClientRequestObservationContext> observed = new ArrayList<>();

	@AfterEach
	void stop() {
		this.losant.close();
	}

	@Test
	void anObservationKnowsTheTemplateAndTheAction() {
		this.losant.givenSuccess();

		try (LosantClient client = client(observed())) {
			send(client);
		}

		assertThat(this.observed).singleElement().satisfies((context) -> {
			assertThat(context.getUriTemplate()).isEqualTo(SEND_STATE.uriTemplate());
			assertThat(context.getRequest()).isNotNull()
				.extracting((request) -> request.attribute(CallInfo.ATTRIBUTE).orElseThrow())
				.isEqualTo(SEND_STATE);
		});
	}

	@Test
	void aStreamIsObservedLikeACall() {
		this.losant.given(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
			.body("event: deviceState\ndata: {\"data\":{}}\n\n")
			.build());

		try (LosantClient client = client(observed())) {
			StepVerifier
				.create(client.application(APPLICATION).device(DEVICE).stateStream(StreamOptions.defaults()).take(1))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
		}

		assertThat(this.observed).first()
			.extracting((context) -> context.getUriTemplate())
			.isEqualTo("/applications/{applicationId}/devices/{deviceId}/stateStream");
	}

	@Test
	void nothingIsObservedUnlessTheApplicationAsks() {
		this.losant.givenSuccess();
		ConcurrentLinkedQueue<Observation> current = new ConcurrentLinkedQueue<>();
		WebClient.Builder plain = WebClient.builder().filter((request, next) -> Mono.deferContextual((context) -> {
			context.<Observation>getOrEmpty(ObservationThreadLocalAccessor.KEY).ifPresent(current::add);
			return next.exchange(request);
		}));

		try (LosantClient client = client(plain)) {
			send(client);
		}

		assertThat(current).allMatch(Observation::isNoop);
	}

	private WebClient.Builder observed() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<ClientRequestObservationContext>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ClientRequestObservationContext;
			}

			@Override
			public void onStop(ClientRequestObservationContext context) {
				ObservationTest.this.observed.add(context);
			}

		});
		return WebClient.builder().observationRegistry(registry);
	}

	private LosantClient client(WebClient.Builder builder) {
		return LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.accessToken(MockLosant.TOKEN))
			.webClient(builder)
			.build();
	}

	private static void send(LosantClient client) {
		StepVerifier.create(client.application(APPLICATION).device(DEVICE).sendState(DeviceState.of("temperature", 21)))
			.expectComplete()
			.verify(TIMEOUT);
	}

}
