package io.losant4j.bulk;

import java.time.Duration;
import java.util.List;

import io.losant4j.LosantClient;
import io.losant4j.MockLosant;
import io.losant4j.auth.Credentials;
import io.losant4j.device.BulkResult;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.DevicesUpdated;
import io.losant4j.device.JobTicket;
import io.losant4j.device.Success;
import io.losant4j.device.UpdateOperation;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.http.RetryPolicy;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each bulk update as it is sent, and each way in which an item can end.
 */
class BulkUpdatesTest {

	private static final String OTHER = "575ef5c97ae143cd83dc4aac";

	private static final String DEVICES = "/applications/" + APPLICATION + "/devices";

	private static final BulkOptions ONE_BY_ONE = BulkOptions.defaults().withConcurrency(1);

	private static final DeviceUpdate UPDATE = new DeviceUpdate(DEVICE, DevicePatch.empty().name("freezer"));

	private static final CommandTo DEFROST = new CommandTo(DEVICE, DeviceCommand.of("defrost"));

	private final MockLosant losant = MockLosant.start();

	private final BulkUpdates bulk = this.losant.application().bulk();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.bulk.patchEach(Mono.just(UPDATE), ONE_BY_ONE);
		this.bulk.sendCommandEach(Mono.just(DEFROST), ONE_BY_ONE);
		this.bulk.sendCommandAll(Mono.just(DEVICE), DEFROST.command(), ONE_BY_ONE);

		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void patchesEachDeviceInItsOwnWay() {
		DeviceUpdate other = new DeviceUpdate(OTHER, DevicePatch.empty().tags(DeviceTag.of("site", "berlin")));
		this.losant.given(200, answer("Device"));
		this.losant.given(200, answer("Device"));

		StepVerifier.create(this.bulk.patchEach(Flux.just(UPDATE, other), ONE_BY_ONE)).assertNext((outcome) -> {
			assertThat(outcome.item()).isSameAs(UPDATE);
			assertThat(((BulkOutcome.Done<?, ?>) outcome).result()).hasFieldOrPropertyWithValue("id", DEVICE);
		}).assertNext((outcome) -> assertThat(outcome.item()).isSameAs(other)).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("PATCH " + DEVICES + "/" + DEVICE, "{\"name\":\"freezer\"}"));
		assertThat(this.losant.request())
			.isEqualTo(call("PATCH " + DEVICES + "/" + OTHER, "{\"tags\":[{\"key\":\"site\",\"value\":\"berlin\"}]}"));
	}

	@Test
	void patchesAllDevicesInSlices() {
		this.losant.given(200, "{\"updated\":1,\"failed\":1,\"skipped\":0}");
		this.losant.given(202, answer("JobTicket"));

		StepVerifier
			.create(this.bulk.patchAll(Flux.just(DEVICE, OTHER, DEVICE), List.of(UpdateOperation.removeTag("site")),
					ONE_BY_ONE.withSliceSize(2)))
			.expectNext(new BulkOutcome.Done<>(List.of(DEVICE, OTHER),
					new BulkResult.Completed<>(new DevicesUpdated(1, 1, 0, null))))
			.expectNext(new BulkOutcome.Done<>(List.of(DEVICE),
					new BulkResult.Enqueued<>(new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4"))))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("PATCH " + DEVICES, "{\"deviceIds\":[\"" + DEVICE + "\",\"" + OTHER
					+ "\"],\"updateOperations\":[{\"operation\":\"remove\",\"target\":\"tag\",\"tagKey\":\"site\"}]}"));
		assertThat(this.losant.request()).contains("{\"deviceIds\":[\"" + DEVICE + "\"],");
	}

	@Test
	void takesAThousandIdsInASlice() {
		this.losant.given(200, "{\"updated\":1000}");
		this.losant.given(200, "{\"updated\":500}");

		StepVerifier
			.create(this.bulk.patchAll(Flux.range(0, 1_500).map("%024x"::formatted), UPDATE.patch(), ONE_BY_ONE)
				.map((outcome) -> outcome.item().size()))
			.expectNext(1_000, 500)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).contains("\"updateFields\":{\"name\":\"freezer\"}");
		assertThat(this.losant.requestCount()).isEqualTo(2);
	}

	@Test
	void changesWhatASourceGaveBeforeItFailed() {
		IllegalStateException broken = new IllegalStateException("the source is broken");
		this.losant.given(200, "{\"updated\":1}");
		this.losant.given(200, "{\"updated\":1}");

		StepVerifier
			.create(this.bulk.patchAll(Flux.just(DEVICE, OTHER, DEVICE).concatWith(Mono.error(broken)), UPDATE.patch(),
					ONE_BY_ONE.withSliceSize(2))
				.map(BulkOutcome::item))
			.expectNext(List.of(DEVICE, OTHER), List.of(DEVICE))
			.expectErrorMatches(broken::equals)
			.verify(TIMEOUT);
	}

	@Test
	void rejectsASliceThatIsToBeChangedInNoWay() {
		StepVerifier.create(this.bulk.patchAll(Flux.just(DEVICE), List.of(), ONE_BY_ONE))
			.assertNext((outcome) -> assertThat(((BulkOutcome.Rejected<?, ?>) outcome).message())
				.startsWith("updateOperations must have 1 to 25 items"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void sendsEachDeviceItsCommand() {
		this.losant.givenSuccess();

		StepVerifier.create(this.bulk.sendCommandEach(Mono.just(DEFROST), ONE_BY_ONE))
			.expectNext(new BulkOutcome.Done<>(DEFROST, new Success(true)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + DEVICES + "/" + DEVICE + "/command", "{\"name\":\"defrost\"}"));
	}

	@Test
	void sendsAllDevicesACommandInSlices() {
		this.losant.givenSuccess();
		this.losant.given(202, answer("JobTicket"));

		StepVerifier
			.create(this.bulk.sendCommandAll(Flux.just(DEVICE, OTHER), DEFROST.command(), ONE_BY_ONE.withSliceSize(1)))
			.expectNext(new BulkOutcome.Done<>(List.of(DEVICE), new BulkResult.Completed<>(new Success(true))))
			.expectNext(new BulkOutcome.Done<>(List.of(OTHER),
					new BulkResult.Enqueued<>(new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4"))))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(
				call("POST " + DEVICES + "/command", "{\"name\":\"defrost\",\"deviceIds\":[\"" + DEVICE + "\"]}"));
	}

	@Test
	void rejectsABadIdAndSendsTheRestOfItsSlice() {
		this.losant.givenSuccess();

		StepVerifier.create(this.bulk.sendCommandAll(Flux.just(DEVICE, "x", OTHER), DEFROST.command(), ONE_BY_ONE))
			.expectNext(new BulkOutcome.Rejected<>(List.of("x"), "deviceId must be 24 hexadecimal characters, was 'x'"))
			.expectNextMatches((outcome) -> outcome.item().equals(List.of(DEVICE, OTHER)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isEqualTo(1);
	}

	@Test
	void sendsNoSliceOfBadIds() {
		StepVerifier.create(this.bulk.sendCommandAll(Flux.just("x", "y"), DEFROST.command(), ONE_BY_ONE))
			.expectNextCount(2)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void rejectsWhatItWouldBeUselessToSend() {
		StepVerifier
			.create(this.bulk.patchEach(
					Flux.just(new DeviceUpdate("x", UPDATE.patch()), new DeviceUpdate(DEVICE, DevicePatch.empty())),
					ONE_BY_ONE))
			.assertNext((outcome) -> assertThat(((BulkOutcome.Rejected<?, ?>) outcome).message())
				.endsWith(" must be 24 hexadecimal characters, was 'x'"))
			.assertNext((outcome) -> assertThat(((BulkOutcome.Rejected<?, ?>) outcome).message())
				.startsWith("patch must change at least one field, was "))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void rejectsWhatLosantRefusesAndGoesOn() {
		this.losant.given(400, "{\"type\":\"Validation\",\"message\":\"name is taken\"}");
		this.losant.given(200, answer("Device"));

		StepVerifier.create(this.bulk.patchEach(Flux.just(UPDATE, UPDATE), ONE_BY_ONE))
			.assertNext((outcome) -> assertThat(((BulkOutcome.Rejected<?, ?>) outcome).message())
				.endsWith(" answered 400 Validation: name is taken"))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOf(BulkOutcome.Done.class))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 429 })
	void failsWhatWasRefusedForAnotherReason(int status) {
		this.losant.given(status, "{}");

		StepVerifier.create(this.bulk.patchEach(Mono.just(UPDATE), ONE_BY_ONE)).assertNext((outcome) -> {
			BulkOutcome.Failed<?, ?> failed = (BulkOutcome.Failed<?, ?>) outcome;
			assertThat(failed.cause()).matches(LosantApiException.hasStatus(status));
			assertThat(failed.attempts()).isEqualTo(1);
		}).expectComplete().verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void doesNotKnowWhatAServerErrorMeans(int status) {
		this.losant.given(status, "{}");

		StepVerifier.create(this.bulk.sendCommandEach(Mono.just(DEFROST), ONE_BY_ONE))
			.assertNext((outcome) -> assertThat(((BulkOutcome.Indeterminate<?, ?>) outcome).cause())
				.matches(LosantApiException.hasStatus(status)))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void doesNotKnowWhatALostAnswerMeans() {
		givenALostAnswer();

		StepVerifier.create(this.bulk.sendCommandEach(Mono.just(DEFROST), ONE_BY_ONE)).assertNext((outcome) -> {
			BulkOutcome.Indeterminate<?, ?> indeterminate = (BulkOutcome.Indeterminate<?, ?>) outcome;
			assertThat(indeterminate.cause()).isInstanceOf(LosantConnectionException.class);
			assertThat(indeterminate.attempts()).isEqualTo(1);
		}).expectComplete().verify(TIMEOUT);
	}

	@Test
	void doesNotKnowWhatAnUnreadableAnswerMeans() {
		this.losant.given(200, "[]");

		StepVerifier.create(this.bulk.patchEach(Mono.just(UPDATE), ONE_BY_ONE))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOf(BulkOutcome.Indeterminate.class))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void aLostAnswerIsNotSettledByTooManyCalls() {
		givenALostAnswer();
		this.losant.given(429, "{}");

		StepVerifier.create(twoAttempts(this.bulk.patchEach(Mono.just(UPDATE), ONE_BY_ONE))).assertNext((outcome) -> {
			BulkOutcome.Indeterminate<?, ?> indeterminate = (BulkOutcome.Indeterminate<?, ?>) outcome;
			assertThat(indeterminate.cause()).matches(LosantApiException.hasStatus(429));
			assertThat(indeterminate.attempts()).isEqualTo(2);
		}).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aLostAnswerIsSettledByAnother() {
		givenALostAnswer();
		this.losant.given(200, answer("Device"));

		StepVerifier.create(twoAttempts(this.bulk.patchEach(Mono.just(UPDATE), ONE_BY_ONE)))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOf(BulkOutcome.Done.class))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void failsWhatCannotBeSentWithoutAToken() {
		this.losant.given(400, "{\"type\":\"Validation\",\"message\":\"no such key\"}");

		try (LosantClient client = LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.device(DEVICE, "key", "secret"))
			.retry(RetryPolicy.none())
			.build()) {
			StepVerifier.create(client.application(APPLICATION).bulk().patchEach(Mono.just(UPDATE), ONE_BY_ONE))
				.assertNext((outcome) -> assertThat(((BulkOutcome.Failed<?, ?>) outcome).attempts()).isZero())
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void failsEverythingWhenTheClientIsClosed() {
		this.losant.client().close();

		StepVerifier.create(this.bulk.patchEach(Flux.just(UPDATE, UPDATE), ONE_BY_ONE))
			.assertNext((outcome) -> assertThat(((BulkOutcome.Failed<?, ?>) outcome).cause())
				.hasMessageEndingWith(" was not sent: the client is closed"))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void refusesOptionsOutOfBounds() {
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.defaults().withConcurrency(0))
			.withMessage("concurrency must be at least 1, was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> BulkOptions.defaults().withSliceSize(1_001))
			.withMessage("sliceSize must be 1 to 1000, was 1001");
	}

	private void givenALostAnswer() {
		this.losant.given(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
	}

	private static <T> Flux<T> twoAttempts(Flux<T> outcomes) {
		return outcomes.contextWrite(Context.of(RetryPolicy.class,
				RetryPolicy.defaults().withMaxAttempts(2).withBackOff(Duration.ofMillis(1), Duration.ofMillis(2))));
	}

}
