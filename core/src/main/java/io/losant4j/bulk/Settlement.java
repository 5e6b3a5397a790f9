package io.losant4j.bulk;

import java.util.function.Function;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import reactor.core.publisher.Mono;

/**
 * Turns a call, however it ends, into an outcome.
 */
final class Settlement {

	private Settlement() {
	}

	/**
	 * Makes the call of an item.
	 * @param call may refuse the item before there is a call
	 * @return emits the outcome and completes; never errors
	 */
	static <I, R> Mono<BulkOutcome<I, R>> of(I item, Function<? super I, Mono<R>> call) {
		return Mono.defer(() -> {
			Mono<R> answer;
			try {
				answer = call.apply(item);
			}
			catch (IllegalArgumentException ex) {
				return Mono.just(new BulkOutcome.Rejected<>(item, String.valueOf(ex.getMessage())));
			}
			catch (RuntimeException ex) {
				return Mono.just(new BulkOutcome.Failed<>(item, ex, 0));
			}
			return answer.map((result) -> (BulkOutcome<I, R>) new BulkOutcome.Done<>(item, result))
				.onErrorResume((error) -> Mono.just(ofFailure(item, error)));
		});
	}

	private static <I, R> BulkOutcome<I, R> ofFailure(I item, Throwable error) {
		FailedRequest request = (error instanceof LosantException failure) ? failure.request().orElse(null) : null;
		if (request == null || request.isLogin()) {
			// There is no token, or nobody but a filter of the application has failed.
			return new BulkOutcome.Failed<>(item, error, 0);
		}
		if (LosantApiException.hasStatus(400).test(error)) {
			return new BulkOutcome.Rejected<>(item, String.valueOf(error.getMessage()));
		}
		return (isRefused(error) || !request.mayBeProcessed())
				? new BulkOutcome.Failed<>(item, error, request.attempts())
				: new BulkOutcome.Indeterminate<>(item, error, request.attempts());
	}

	/** Whether Losant has refused the item; too many calls says nothing of it. */
	private static boolean isRefused(Throwable error) {
		return error instanceof LosantApiException answer && answer.status() < 500 && answer.status() != 429;
	}

}
