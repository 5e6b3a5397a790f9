package io.losant4j.spring.boot;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.http.CallInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client has met with, and how healthy it is then.
 */
class ClientHealthTest {

	private static final CallInfo GET = new CallInfo("device.get", "GET",
			"/applications/{applicationId}/devices/{deviceId}");

	private static final String LINE = "device.stateStream GET /applications/{applicationId}/devices/{deviceId}/stateStream";

	private final Throwable lost = new LosantConnectionException("the server ended the stream",
			new IOException("reset"));

	private final SettableClock clock = new SettableClock();

	private final ClientHealth client = new ClientHealth(this.clock);

	@Test
	void nothingIsKnownOfAClientThatIsNotUsed() {
		assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health().getDetails()).isEmpty();
	}

	@Test
	void tellsOfTheLastCall() {
		this.client.failed(GET, 4, answer(503));
		this.client.succeeded(GET, 2);

		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).containsExactly(
				Map.entry("lastCall", Map.of("action", "device.get", "at", "2026-01-01T00:00:00Z", "attempts", 2)));
	}

	@ParameterizedTest
	@CsvSource({ "400, UP", "401, DOWN", "403, UP", "404, UP", "413, UP", "429, UP", "500, DOWN", "503, DOWN" })
	void onlyAnOutageBringsItDown(int status, String health) {
		this.client.failed(GET, 1, answer(status));

		assertThat(health().getStatus()).hasToString(health);
		assertThat(lastCall()).containsEntry("failure",
				"device.get GET /applications/{applicationId}/devices/{deviceId} answered " + status);
	}

	@Test
	void aFailedCallCountsForAMinuteSinceNobodyMayCallAnyMore() {
		this.client.failed(GET, 4, this.lost);
		this.clock.advance(ClientHealth.CALL_COUNTS_FOR.minusMillis(1));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);

		this.clock.advance(Duration.ofMillis(1));

		assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(lastCall()).containsEntry("failure", "the server ended the stream");
	}

	@Test
	void aFailureThatIsNotLosantsIsToldByItsNameOnly() {
		this.client.failed(GET, 0, new IllegalStateException("may hold anything"));

		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(lastCall()).containsEntry("failure", "java.lang.IllegalStateException");
	}

	@Test
	void aStreamThatHasNotOpenedYetIsNotDown() {
		this.client.started(LINE);

		assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(streams()).containsExactly(Map.entry("wanted", 1), Map.entry("open", 0));
	}

	@Test
	void isDownWhileNoStreamIsOpen() {
		this.client.started(LINE);
		this.client.failed(LINE, this.lost);
		this.clock.advance(ClientHealth.STREAMS_MAY_BE_AWAY);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(streams()).containsExactly(Map.entry("wanted", 1), Map.entry("open", 0),
				Map.entry("failure", "the server ended the stream"));

		this.client.opened(LINE);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(streams()).containsExactly(Map.entry("wanted", 1), Map.entry("open", 1));

		this.client.closed(LINE, this.lost);
		this.clock.advance(Duration.ofDays(1));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void aStreamThatReconnectsIsNotDown() {
		this.client.started(LINE);
		this.client.opened(LINE);
		this.client.closed(LINE, this.lost);
		this.clock.advance(ClientHealth.STREAMS_MAY_BE_AWAY.minusMillis(1));
		this.client.failed(LINE, this.lost);
		assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);

		this.client.opened(LINE);
		this.clock.advance(ClientHealth.STREAMS_MAY_BE_AWAY);
		this.client.closed(LINE, this.lost);
		assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);

		this.clock.advance(ClientHealth.STREAMS_MAY_BE_AWAY);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	@ParameterizedTest
	@CsvSource({ "400, UP", "401, DOWN", "403, DOWN", "404, UP" })
	void aStreamThatIsRefusedIsToldAndCountsAsACallDoes(int status, String health) {
		this.client.succeeded(GET, 1);
		this.client.started(LINE);
		this.client.failed(LINE, answer(status));
		this.client.ended(LINE);
		assertThat(health().getStatus()).hasToString(health);
		assertThat(streams()).containsEntry("wanted", 0)
			.containsEntry("refused", Map.of("at", "2026-01-01T00:00:00Z", "failure",
					"device.get GET /applications/{applicationId}/devices/{deviceId} answered " + status));

		this.clock.advance(ClientHealth.CALL_COUNTS_FOR);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(streams()).containsKey("refused");

		this.client.started(LINE);
		this.client.opened(LINE);
		assertThat(streams()).doesNotContainKey("refused");
	}

	@Test
	void aCallThatRanOutOfItsOwnTimeIsNoOutage() {
		Throwable late = new LosantConnectionException("got no answer within PT0.1S", null);
		this.client.failed(GET, 1, late);
		assertThat(health().getStatus()).isEqualTo(Status.UP);

		this.client.failed(GET, 2, late);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void isUpWhileSomeStreamsAreOpen() {
		this.client.started(LINE);
		this.client.started(LINE);
		this.client.opened(LINE);
		this.client.failed(LINE, this.lost);

		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(streams()).containsEntry("wanted", 2).containsEntry("open", 1).containsKey("failure");
	}

	@Test
	void streamsThatNobodyWantsAreNotDown() {
		this.client.started(LINE);
		this.client.failed(LINE, this.lost);
		this.client.ended(LINE);

		assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(streams()).containsExactly(Map.entry("wanted", 0), Map.entry("open", 0));
	}

	private Health health() {
		return Objects.requireNonNull(this.client.health().block(Duration.ofSeconds(20)));
	}

	private Map<String, Object> lastCall() {
		return details(health().getDetails().get("lastCall"));
	}

	private Map<String, Object> streams() {
		return details(details(health().getDetails().get("streams")).get("device.stateStream"));
	}

	@SuppressWarnings("unchecked") // as the details are told
	private static Map<String, Object> details(@Nullable Object details) {
		return (Map<String, Object>) Objects.requireNonNull(details);
	}

	private static LosantApiException answer(int status) {
		return new LosantApiException(new FailedRequest(GET.action(), GET.method(), GET.uriTemplate(), 1, true), status,
				null, null, null);
	}

	private static final class SettableClock extends Clock {

		private Instant now = Instant.parse("2026-01-01T00:00:00Z");

		void advance(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
