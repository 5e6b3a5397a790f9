package io.losant4j.samples.bulk;

import java.util.Optional;
import java.util.function.Function;

import io.losant4j.LosantApplication;
import io.losant4j.bulk.BulkOptions;
import io.losant4j.bulk.SameTime;
import io.losant4j.bulk.WriterOptions;
import reactor.core.publisher.Flux;
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

	// Entering writes files, which must not hold up the network.

	private Flux<?> update(LosantApplication application) {
		return application.bulk()
			.patchEach(planned(this.planner::update), BulkOptions.defaults().withConcurrency(this.concurrency))
			.publishOn(Schedulers.boundedElastic())
			.doOnNext(this.ledger::settle);
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
