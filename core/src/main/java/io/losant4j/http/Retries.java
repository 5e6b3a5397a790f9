package io.losant4j.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes calls again that may be made again, after an exponential back-off with full
 * jitter, as long as the policy, the client's budget and the deadline allow it.
 */
final class Retries {

	/** In the context of a call that repeats another. */
	static final Object REPEATED = new Object();

	private final RetryPolicy policy;

	private final Scheduler scheduler;

	private final LongUnaryOperator dice;

	private final CallListener listener;

	private final RetryBudget budget;

	/**
	 * Sets up the retries of one client.
	 * @param policy how, unless the subscriber's context says otherwise
	 * @param scheduler where waits are timed
	 * @param dice a random number from 0 to the given one
	 * @param listeners are told what becomes of the calls
	 */
	Retries(RetryPolicy policy, Scheduler scheduler, LongUnaryOperator dice, CallListener... listeners) {
		this.policy = policy;
		this.scheduler = scheduler;
		this.dice = dice;
		this.listener = new QuietListener(listeners);
		this.budget = new RetryBudget(() -> scheduler.now(TimeUnit.SECONDS));
	}

	/**
	 * Makes a call, again and again if need be.
	 * @param call the call
	 * @param attempt attempts it once for each subscription
	 * @return emits and ends as the last attempt does, its error in our own words; errors
	 * when the deadline of the policy is over, or the client is closed before an attempt
	 */
	<T> Mono<T> around(Call call, Mono<T> attempt) {
		return Mono.<T>deferContextual((context) -> {
			call.requireOpen();
			if (!context.hasKey(REPEATED)) {
				this.budget.call();
			}
			RetryPolicy policy = context.<RetryPolicy>getOrEmpty(RetryPolicy.class).orElse(this.policy);
			long end = now() + policy.deadline().toMillis();
			return attempt(call, attempt, policy, end, 1).timeout(policy.deadline(),
					Mono.error(() -> call.late(policy.deadline())), this.scheduler);
		})
			.doOnSuccess((answer) -> this.listener.succeeded(call.info(), call.attempts()))
			.doOnError((failure) -> this.listener.failed(call.info(), call.attempts(), failure));
	}

	/** Takes a repetition from the budget, if there is one. */
	boolean mayRepeat() {
		return this.budget.retry(this.policy.budget());
	}

	private <T> Mono<T> attempt(Call call, Mono<T> attempt, RetryPolicy policy, long end, int number) {
		return attempt.onErrorResume((error) -> {
			Throwable told = Failures.translate(call, error);
			if (!(told instanceof LosantException failure) || number >= policy.maxAttempts() || call.isClosed()
					|| !call.mayRepeatAfter(failure)) {
				return Mono.error(told);
			}
			long wait = waitAfter(failure, policy, number);
			// Nobody waits for what comes too late.
			if (now() + wait >= end || !this.budget.retry(policy.budget())) {
				return Mono.error(failure);
			}
			Duration delay = Duration.ofMillis(wait);
			call.repeatAfter(failure);
			this.listener.retried(call.info(), failure, delay);
			return Mono.delay(delay, this.scheduler).then(Mono.defer(() -> {
				call.requireOpen();
				return attempt(call, attempt, policy, end, number + 1);
			}));
		});
	}

	private long waitAfter(LosantException failure, RetryPolicy policy, int number) {
		Optional<Duration> asked = (failure instanceof LosantApiException answer) ? answer.retryAfter()
				: Optional.empty();
		long bound = Math.min(policy.minBackOff().toMillis() << Math.min(number - 1, 20),
				policy.maxBackOff().toMillis());
		// On top of what was asked for: all who were sent away must not come back at
		// once.
		return asked.map((time) -> Math.min(time.toMillis(), policy.maxRetryAfter().toMillis())).orElse(0L)
				+ this.dice.applyAsLong(bound);
	}

	private long now() {
		return this.scheduler.now(TimeUnit.MILLISECONDS);
	}

}
