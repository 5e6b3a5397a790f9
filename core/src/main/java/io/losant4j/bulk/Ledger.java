package io.losant4j.bulk;

import java.util.ArrayDeque;
import java.util.Queue;

import io.losant4j.bulk.WriteOutcome.Accepted;
import io.losant4j.bulk.WriteOutcome.Failed;
import io.losant4j.bulk.WriteOutcome.Indeterminate;
import io.losant4j.bulk.WriteOutcome.Reason;
import io.losant4j.bulk.WriteOutcome.Rejected;
import reactor.core.publisher.Operators;

/**
 * Keeps the accounts: what was taken is settled, once. Touched on the drain loop only.
 */
final class Ledger {

	private final WriterListener listener;

	/** The writes that have something to hand over or to ask for. */
	private final Queue<Write> touched = new ArrayDeque<>();

	private long open;

	Ledger(WriterListener listener) {
		this.listener = listener;
	}

	void take(Item item) {
		this.open++;
		this.listener.taken(item.report());
	}

	void accept(Batch batch) {
		for (Entry entry : batch.entries()) {
			entry.items().forEach((item) -> settle(item, new Accepted(item.report(), entry.time())));
		}
	}

	void reject(Entry entry, Reason reason, String message) {
		entry.items().forEach((item) -> settle(item, new Rejected(item.report(), reason, message)));
	}

	void fail(Batch batch, Throwable cause) {
		batch.entries().forEach((entry) -> fail(entry, batch, cause));
	}

	void fail(Entry entry, Batch batch, Throwable cause) {
		for (Item item : entry.items()) {
			settle(item, batch.isInDoubt() ? new Indeterminate(item.report(), entry.time(), cause, batch.attempts())
					: new Failed(item.report(), cause, batch.attempts()));
		}
	}

	void settle(Item item, WriteOutcome outcome) {
		this.open--;
		this.listener.settled(outcome);
		item.write().settle(item, outcome);
		touch(item.write());
	}

	/** Whether all that was taken is settled. */
	boolean isEven() {
		return this.open == 0;
	}

	void touch(Write write) {
		if (write.touch()) {
			this.touched.add(write);
		}
	}

	/** A subscriber that throws has cancelled, by the rules of Reactive Streams. */
	private static void handOver(Write write) {
		try {
			write.handOver();
		}
		catch (Throwable ex) {
			write.cancel();
			Operators.onErrorDropped(ex, write.currentContext());
		}
	}

	/** Lets the writes hand over and ask for what they can. */
	void handOver() {
		Write write = this.touched.poll();
		while (write != null) {
			handOver(write);
			write = this.touched.poll();
		}
	}

}
