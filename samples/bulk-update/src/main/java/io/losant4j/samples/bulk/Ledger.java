package io.losant4j.samples.bulk;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import io.losant4j.bulk.BulkOutcome;
import io.losant4j.bulk.WriteOutcome;
import io.losant4j.device.BulkResult;
import io.losant4j.device.DevicesUpdated;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of every row: which are under way, done, unchanged and failed. Safe for
 * use by several threads.
 */
final class Ledger {

	private final BiConsumer<Row, String> failures;

	private final @Nullable Journal journal;

	private final Progress progress;

	/** The rows under way, by the very instance that was made of each. */
	private final Map<Object, Row> underWay = Collections.synchronizedMap(new IdentityHashMap<>());

	private long before;

	private long done;

	private long unchanged;

	private long failed;

	/**
	 * Sets up the account.
	 * @param failures is told of every row that failed, and why
	 * @param journal what is done, or {@code null} where nothing outlives the program
	 */
	Ledger(BiConsumer<Row, String> failures, @Nullable Journal journal, Progress progress) {
		this.failures = failures;
		this.journal = journal;
		this.progress = progress;
	}

	/** Whether a row was done by an earlier run, which counts it in. */
	synchronized boolean wasDone(Row row) {
		if (this.journal == null || !this.journal.isDone(row)) {
			return false;
		}
		this.before++;
		this.progress.step();
		return true;
	}

	<T> T begin(Row row, T work) {
		this.underWay.put(work, row);
		return work;
	}

	void settle(Change change, BulkOutcome<?, BulkResult<DevicesUpdated>> outcome) {
		Row row = end(change);
		if (outcome instanceof BulkOutcome.Rejected<?, ?> rejected) {
			failed(row, rejected.message());
		}
		else if (outcome instanceof BulkOutcome.Failed<?, ?> broken) {
			failed(row, String.valueOf(broken.cause().getMessage()));
		}
		else if (outcome instanceof BulkOutcome.Indeterminate<?, ?> unknown) {
			failed(row, "may have been done: " + unknown.cause().getMessage());
		}
		else if (outcome instanceof BulkOutcome.Done<?, BulkResult<DevicesUpdated>> told && isFailure(told.result())) {
			failed(row, "Losant could not change the device");
		}
		else {
			done(row);
		}
	}

	private static boolean isFailure(BulkResult<DevicesUpdated> result) {
		return result instanceof BulkResult.Completed<DevicesUpdated> completed && completed.result().failed() != null
				&& completed.result().failed() > 0;
	}

	void settle(WriteOutcome outcome) {
		// with the time that it was sent with, if it had none
		Row row = end(outcome.report()).with(Columns.TIME, String.valueOf(outcome.report().state().time()));
		if (outcome instanceof WriteOutcome.Rejected rejected) {
			failed(row, rejected.message());
		}
		else if (outcome instanceof WriteOutcome.Failed broken) {
			failed(row, String.valueOf(broken.cause().getMessage()));
		}
		else if (outcome instanceof WriteOutcome.Indeterminate unknown) {
			failed(row, "may have been stored: " + unknown.cause().getMessage());
		}
		else {
			done(row);
		}
	}

	private Row end(Object work) {
		return Objects.requireNonNull(this.underWay.remove(work), "an outcome of nothing that was begun");
	}

	private synchronized void done(Row row) {
		this.done++;
		remember(row);
		this.progress.step();
	}

	synchronized void unchanged(Row row) {
		this.unchanged++;
		remember(row);
		this.progress.step();
	}

	private void remember(Row row) {
		if (this.journal != null) {
			this.journal.done(row);
		}
	}

	synchronized void failed(Row row, String reason) {
		this.failed++;
		this.failures.accept(row, reason);
		this.progress.step();
	}

	synchronized boolean anyFailed() {
		return this.failed > 0;
	}

	/** Prints what became of the rows; the numbers add up to all of them. */
	synchronized void summarize(PrintWriter out) {
		long all = this.before + this.done + this.unchanged + this.failed;
		out.printf("%,d rows: %,d done, %,d done before, %,d needed nothing, %,d failed%n", all, this.done, this.before,
				this.unchanged, this.failed);
		out.flush();
	}

}
