package io.losant4j.bulk;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers outcomes, one for each report.
 */
final class Tally extends BaseSubscriber<WriteOutcome> {

	private final long demand;

	private final List<WriteOutcome> outcomes = new ArrayList<>();

	private final IdentityHashMap<DeviceReport, WriteOutcome> byReport = new IdentityHashMap<>();

	private boolean over;

	private @Nullable Throwable failure;

	Tally() {
		this(Long.MAX_VALUE);
	}

	Tally(long demand) {
		this.demand = demand;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		if (this.demand > 0) {
			request(this.demand);
		}
	}

	@Override
	protected void hookOnNext(WriteOutcome outcome) {
		assertThat(this.over).isFalse();
		this.outcomes.add(outcome);
		if (this.byReport.put(outcome.report(), outcome) != null) {
			throw new AssertionError("two outcomes of " + outcome.report());
		}
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.over = true;
		this.failure = failure;
	}

	@Override
	protected void hookOnComplete() {
		this.over = true;
	}

	List<WriteOutcome> outcomes() {
		return this.outcomes;
	}

	WriteOutcome of(DeviceReport report) {
		return Objects.requireNonNull(this.byReport.get(report), "no outcome");
	}

	<T extends WriteOutcome> List<T> all(Class<T> kind) {
		return this.outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	int accepted() {
		return all(WriteOutcome.Accepted.class).size();
	}

	boolean isOver() {
		return this.over;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

}
