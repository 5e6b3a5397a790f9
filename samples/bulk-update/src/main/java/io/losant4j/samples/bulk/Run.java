package io.losant4j.samples.bulk;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.losant4j.LosantApplication;
import io.losant4j.bulk.BulkOptions;
import io.losant4j.bulk.SameTime;
import io.losant4j.bulk.WriterOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Does what the rows of an input say, and enters each in the ledger.
 *
 * @param input the rows
 * @param planner what they mean
 * @param ledger where they are entered
 * @param concurrency how many calls are made at once
 */
record Run(Input input, Planner planner, Ledger ledger, int concurrency) {

	/** Returns when every row is entered. */
	void on(LosantApplication application) {
		Flux<?> outcomes = this.input.columns().reports() ? report(application) : update(application);
		outcomes.blockLast();
	}

	/**
	 * Does it all one by one, at a server that only prints: a writer would keep the pace
	 * that Losant allows.
	 */
	void show(LosantApplication application) {
		Flux<?> shown = this.input.columns().reports()
				? planned(this.planner::report)
					.concatMap((report) -> application.device(report.deviceId()).sendState(report.state()))
				: update(application);
		shown.blockLast();
	}

	// Entering writes files, which must not hold up the network.

	private Flux<?> update(LosantApplication application) {
		return planned(this.planner::update)
			.flatMap((change) -> application.bulk()
				.patchAll(Mono.just(change.deviceId()), change.operations(), BulkOptions.defaults())
				.map((outcome) -> Map.entry(change, outcome)), this.concurrency, 1)
			.publishOn(Schedulers.boundedElastic())
			.doOnNext((end) -> this.ledger.settle(end.getKey(), end.getValue()));
	}

	private Flux<?> report(LosantApplication application) {
		// A state that is sent again after an interruption is the same state.
		WriterOptions options = WriterOptions.defaults()
			.withConcurrency(1, this.concurrency)
			.withSameTime(SameTime.MERGE);
		return application.stateWriter(options)
			.write(planned(this.planner::report))
			.publishOn(Schedulers.boundedElastic())
			.doOnNext(this.ledger::settle);
	}

	private <T> Flux<T> planned(Function<Row, Optional<T>> plan) {
		return this.input.read().handle((row, sink) -> {
			boolean wasDone = this.ledger.wasDone(row);
			try {
				Optional<T> work = plan.apply(row);
				if (!wasDone) {
					work.ifPresentOrElse((item) -> sink.next(this.ledger.begin(row, item)),
							() -> this.ledger.unchanged(row));
				}
			}
			catch (IllegalArgumentException ex) {
				if (!wasDone) {
					this.ledger.failed(row, String.valueOf(ex.getMessage()));
				}
			}
		});
	}

}
