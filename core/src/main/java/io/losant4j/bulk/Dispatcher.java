package io.losant4j.bulk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.losant4j.bulk.Inspection.Finding;
import io.losant4j.bulk.WriteOutcome.Failed;
import io.losant4j.bulk.WriteOutcome.Rejected;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * The heart of a writer: lets in what sources, subscribers and timers report, from
 * whatever thread, and goes on from there on the drain loop. What is private runs there.
 */
final class Dispatcher {

	private final WriterOptions options;

	private final Timing timing;

	private final Inspection inspection;

	private final Ledger ledger;

	private final DrainLoop loop;

	private final Lanes lanes;

	private final Set<Write> writes = new LinkedHashSet<>();

	private @Nullable Closing closing;

	Dispatcher(Transport transport, WriterOptions options, DeviceWindows windows, Timing timing,
			WriterListener listener) {
		this.options = options;
		this.timing = timing;
		this.inspection = new Inspection(transport, options);
		this.ledger = new Ledger(listener);
		this.loop = new DrainLoop(timing.scheduler().createWorker(), this::goOn);
		this.lanes = new Lanes(transport, options, windows, timing, listener, this.inspection, this.ledger, this.loop);
	}

	void begin(Write write) {
		this.loop.submit(() -> {
			if (this.closing != null) {
				write.stop(closed());
			}
			else if (!write.isUrgent()) {
				this.writes.add(write);
				write.begin();
			}
			this.ledger.touch(write);
		});
	}

	void take(Write write, DeviceReport report) {
		Finding finding = this.inspection.inspect(report, this.timing.now());
		this.loop.submit(() -> taken(new Item(write, report, finding.bytes()), finding.refusal()));
	}

	void touch(Write write) {
		this.loop.submit(() -> this.ledger.touch(write));
	}

	/** Nothing more comes from a write's source. */
	void end(Write write, @Nullable Throwable failure) {
		this.loop.submit(() -> {
			write.end(failure);
			this.ledger.touch(write);
			this.lanes.hurry();
		});
	}

	/** Nobody wants a write's outcomes. */
	void cancel(Write write) {
		this.loop.submit(() -> {
			this.ledger.touch(write);
			this.writes.remove(write);
			this.lanes.hurry();
		});
	}

	/** All outcomes of a write are handed over. */
	void forget(Write write) {
		this.loop.submit(() -> this.writes.remove(write));
	}

	/**
	 * Takes no more, and sends what was taken.
	 * @param then is told of what was not sent when time was up
	 */
	void close(Consumer<List<DeviceReport>> then) {
		this.loop.submit(() -> {
			if (this.closing == null) {
				Disposable timer = this.timing.scheduler()
					.schedule(() -> this.loop.submit(this::giveUp), this.options.closeTimeout().toMillis(),
							TimeUnit.MILLISECONDS);
				this.closing = new Closing(timer, then);
				this.writes.forEach((write) -> write.stop(closed()));
				this.writes.forEach(this.ledger::touch);
				this.lanes.hurry();
			}
		});
	}

	/** How many devices are remembered. */
	int devices() {
		return this.lanes.size();
	}

	private void giveUp() {
		if (this.closing != null) {
			this.closing.timeIsUp();
			this.closing.unsent(this.lanes.giveUp(closed()));
		}
	}

	private void taken(Item item, @Nullable Rejected refusal) {
		if (item.write().isEnded()) {
			// its source has not yet heard that the writer was closed
			item.write().discard(item.report());
			return;
		}
		item.write().take(item);
		this.ledger.take(item);
		this.ledger.touch(item.write());
		if (refusal != null) {
			this.ledger.settle(item, refusal);
		}
		else if (this.closing != null && this.closing.isTimeUp()) {
			this.closing.unsent(List.of(item.report()));
			this.ledger.settle(item, new Failed(item.report(), closed(), 0));
		}
		else {
			this.lanes.queue(item);
		}
	}

	/** After each few events: sends what can be sent, and hands over what is settled. */
	private void goOn() {
		this.lanes.send();
		this.ledger.handOver();
		if (this.lanes.onlyGather() && this.writes.stream().anyMatch(Write::isFull)) {
			this.lanes.gatherNoMore();
			this.lanes.send();
			this.ledger.handOver();
		}
		if (this.closing != null && (this.ledger.isEven() || this.closing.isTimeUp()) && this.closing.finish()) {
			this.lanes.close();
		}
	}

	private static IllegalStateException closed() {
		return new IllegalStateException("The writer was closed before all was written");
	}

}
