package io.losant4j.spring.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import io.losant4j.http.CallInfo;
import io.losant4j.http.CallListener;
import io.losant4j.stream.StreamListener;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of a client, from what it has met with anyway: its streams and its last
 * call. It asks nobody, however often it is asked.
 *
 * <p>
 * Down while somebody listens to streams and, after a failure, none has been open for
 * half a minute, which a re-connect takes less than; and for a minute after a call that
 * Losant did not take because it was away, failing, or refused the credentials, or a
 * stream that it refused for them. Only for a minute: who gets no traffic because of its
 * health makes no call that could heal it.
 */
final class ClientHealth implements CallListener, StreamListener, ReactiveHealthIndicator {

	static final Duration CALL_COUNTS_FOR = Duration.ofMinutes(1);

	static final Duration STREAMS_MAY_BE_AWAY = Duration.ofSeconds(30);

	private final Clock clock;

	private final Map<String, Streams> streams = new TreeMap<>();

	private volatile @Nullable LastCall lastCall;

	ClientHealth(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void succeeded(CallInfo call, int attempts) {
		this.lastCall = new LastCall(call.action(), this.clock.instant(), attempts, null);
	}

	@Override
	public void failed(CallInfo call, int attempts, Throwable failure) {
		this.lastCall = new LastCall(call.action(), this.clock.instant(), attempts, failure);
	}

	@Override
	public void started(String line) {
		note(line, 1, 0, null);
	}

	@Override
	public void ended(String line) {
		note(line, -1, 0, null);
	}

	@Override
	public void opened(String line) {
		note(line, 0, 1, null);
	}

	@Override
	public void closed(String line, @Nullable Throwable cause) {
		note(line, 0, -1, cause);
	}

	@Override
	public void failed(String line, Throwable cause) {
		note(line, 0, 0, cause);
	}

	private synchronized void note(String line, int wanted, int open, @Nullable Throwable failure) {
		String action = LineName.action(line);
		this.streams.put(action,
				this.streams.getOrDefault(action, Streams.NONE).after(this.clock.instant(), wanted, open, failure));
	}

	@Override
	public Mono<Health> health() {
		return Mono.fromSupplier(this::now);
	}

	private synchronized Health now() {
		Health.Builder health = Health.status(status());
		LastCall call = this.lastCall;
		if (call != null) {
			health.withDetail("lastCall", call.tell());
		}
		Map<String, Object> told = new LinkedHashMap<>();
		this.streams.forEach((action, state) -> told.put(action, state.tell()));
		return told.isEmpty() ? health.build() : health.withDetail("streams", told).build();
	}

	private Status status() {
		Instant now = this.clock.instant();
		LastCall call = this.lastCall;
		boolean failing = call != null && call.isOutage();
		boolean recent = call != null && now.isBefore(call.at().plus(CALL_COUNTS_FOR));
		if (this.streams.values().stream().anyMatch((state) -> state.areDown(now)) || (failing && recent)) {
			return Status.DOWN;
		}
		boolean open = this.streams.values().stream().anyMatch((state) -> state.open() > 0);
		return (open || (call != null && !failing)) ? Status.UP : Status.UNKNOWN;
	}

	/** In the client's own words, which hold no secret; nobody knows what others say. */
	private static String words(Throwable failure) {
		return (failure instanceof LosantException) ? String.valueOf(failure.getMessage())
				: failure.getClass().getName();
	}

	/** What became of the last call. */
	private record LastCall(String action, Instant at, int attempts, @Nullable Throwable failure) {

		/** What a caller got wrong, such as a device that is not there, is no outage. */
		boolean isOutage() {
			return (this.failure instanceof LosantConnectionException lost && !isOwn(lost))
					|| (this.failure instanceof LosantApiException answer
							&& (answer.status() >= 500 || answer.status() == 401));
		}

		/**
		 * Whether the client itself let go: it is closed, it has no connection to spare,
		 * or its caller's time was over before an answer could be late.
		 */
		private boolean isOwn(LosantConnectionException lost) {
			Throwable cause = lost.getCause();
			return (cause != null) ? cause.getClass().getPackageName().endsWith(".reactor.pool") : this.attempts <= 1;
		}

		Map<String, Object> tell() {
			Map<String, Object> told = new LinkedHashMap<>();
			told.put("action", this.action);
			told.put("at", this.at.toString());
			told.put("attempts", this.attempts);
			if (this.failure != null) {
				told.put("failure", words(this.failure));
			}
			return told;
		}

	}

	/**
	 * The streams of one action; of a thousand, the last failure stands for all.
	 *
	 * @param wanted how many somebody listens to
	 * @param open how many of them are open
	 * @param awaySince since when none is open that should be
	 * @param failure the last one, while some are not open
	 * @param refusal the last one, until one is open again
	 */
	private record Streams(int wanted, int open, @Nullable Instant awaySince, @Nullable Throwable failure,
			@Nullable Refusal refusal) {

		static final Streams NONE = new Streams(0, 0, null, null, null);

		/** Adds what happened; where nothing is closed any more, no failure is told. */
		Streams after(Instant at, int moreWanted, int moreOpen, @Nullable Throwable failed) {
			int wanted = this.wanted + moreWanted;
			int open = this.open + moreOpen;
			Instant since = (this.awaySince != null) ? this.awaySince : at;
			Throwable last = (failed != null) ? failed : this.failure;
			Refusal refusal = (moreOpen > 0) ? null : this.refusal;
			return new Streams(wanted, open, (wanted > 0 && open == 0) ? since : null, (open < wanted) ? last : null,
					(failed instanceof LosantApiException answer && Refusals.STATUSES.contains(answer.status()))
							? new Refusal(answer, at) : refusal);
		}

		/** A stream that merely has not opened yet is not down. */
		boolean areDown(Instant now) {
			boolean away = this.awaySince != null && !now.isBefore(this.awaySince.plus(STREAMS_MAY_BE_AWAY));
			return (away && this.failure != null) || (this.refusal != null && this.refusal.isOutage(now));
		}

		Map<String, Object> tell() {
			Map<String, Object> told = new LinkedHashMap<>();
			told.put("wanted", this.wanted);
			told.put("open", this.open);
			if (this.failure != null) {
				told.put("failure", words(this.failure));
			}
			if (this.refusal != null) {
				told.put("refused",
						Map.of("at", this.refusal.at().toString(), "failure", words(this.refusal.answer())));
			}
			return told;
		}

	}

	/** A stream that ended for good, since Losant does not want it. */
	private record Refusal(LosantApiException answer, Instant at) {

		/** What is refused for the credentials is; a device may just be gone. */
		boolean isOutage(Instant now) {
			return (this.answer.status() == 401 || this.answer.status() == 403)
					&& now.isBefore(this.at.plus(CALL_COUNTS_FOR));
		}

	}

}
