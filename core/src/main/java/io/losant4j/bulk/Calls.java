package io.losant4j.bulk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import io.losant4j.bulk.WriteOutcome.Reason;
import io.losant4j.bulk.WriterListener.Wait;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;

/**
 * The calls under way, and what follows from how they end. Touched on the drain loop
 * only.
 */
final class Calls {

	private final Transport transport;

	private final WriterOptions options;

	private final DeviceWindows windows;

	private final Timing timing;

	private final WriterListener listener;

	private final Ledger ledger;

	private final DrainLoop loop;

	private final Consumer<Lane> afterwards;

	private final Concurrency concurrency;

	private final BatchSize batchSize;

	private int underWay;

	/**
	 * Sets up the calls of one writer.
	 * @param afterwards is told of each lane whose call has ended
	 */
	Calls(Transport transport, WriterOptions options, DeviceWindows windows, Timing timing, WriterListener listener,
			Ledger ledger, DrainLoop loop, Consumer<Lane> afterwards) {
		this.transport = transport;
		this.options = options;
		this.windows = windows;
		this.timing = timing;
		this.listener = listener;
		this.ledger = ledger;
		this.loop = loop;
		this.afterwards = afterwards;
		this.concurrency = new Concurrency(options.minConcurrency(), options.maxConcurrency());
		this.batchSize = new BatchSize(options.maxBatchBytes());
		listener.concurrency(0, this.concurrency.limit());
	}

	boolean hasRoom() {
		return this.underWay < this.concurrency.limit();
	}

	boolean areNone() {
		return this.underWay == 0;
	}

	/** The most bytes in one call. */
	int maxBytes() {
		return this.batchSize.bytes();
	}

	/**
	 * Sends a batch, once.
	 * @return whether it is under way; not if another writer has used the device's last
	 * call
	 */
	boolean send(Lane lane, Batch batch) {
		long began = this.timing.tick();
		if (!this.windows.take(lane.deviceId(), began, this.options.callsPerDevice())) {
			return false;
		}
		this.underWay++;
		lane.underWay(batch);
		this.listener.sending(batch.entries().size());
		batch.begins(began,
				this.transport.send(lane.deviceId(), batch.states(), batch.isRepeated())
					.subscribe(null, (failure) -> this.loop.submit(() -> answered(lane, batch, began, failure)),
							() -> this.loop.submit(() -> answered(lane, batch, began, null))));
		return true;
	}

	/** Gives up the call of a lane, if there is one, and what it carries. */
	void giveUp(Lane lane, Throwable cause) {
		Batch batch = lane.underWay();
		if (batch != null) {
			batch.giveUp();
			long now = ended(lane);
			this.listener.answered(batch.entries().size(), Duration.ofMillis(now - batch.began()), cause);
			this.ledger.fail(batch, cause);
		}
	}

	/** There are no more calls. */
	void close() {
		this.listener.concurrency(this.concurrency.limit(), 0);
	}

	private void answered(Lane lane, Batch batch, long began, @Nullable Throwable failure) {
		if (lane.underWay() != batch) {
			return;
		}
		int together = this.underWay;
		long now = ended(lane);
		batch.ended();
		this.listener.answered(batch.entries().size(), Duration.ofMillis(now - began), failure);
		if (failure == null) {
			adapt(() -> this.concurrency.succeeded(began, now, together));
			this.batchSize.accepted(batch.bytes());
			this.ledger.accept(batch);
		}
		else {
			judge(lane, batch, began, failure);
		}
		this.afterwards.accept(lane);
	}

	private long ended(Lane lane) {
		long now = this.timing.tick();
		this.underWay--;
		lane.underWay(null);
		this.windows.end(lane.deviceId(), now);
		return now;
	}

	private void judge(Lane lane, Batch batch, long began, Throwable failure) {
		switch (Verdict.of(failure)) {
			case PASSING -> {
				adapt(() -> this.concurrency.failed(began, this.timing.tick()));
				repeat(lane, batch, failure);
			}
			case CONTENT -> split(lane, batch, failure);
			case LASTING -> {
				batch.doubt(leavesDoubt(failure));
				this.ledger.fail(batch, failure);
			}
		}
	}

	private void adapt(Runnable change) {
		int before = this.concurrency.limit();
		change.run();
		if (this.concurrency.limit() != before) {
			this.listener.concurrency(before, this.concurrency.limit());
		}
	}

	/** A filter of the application may fail when Losant has answered. */
	private static boolean leavesDoubt(Throwable failure) {
		return !(failure instanceof LosantException) || Verdict.leavesDoubt(failure);
	}

	private void repeat(Lane lane, Batch batch, Throwable failure) {
		int failures = batch.failed(leavesDoubt(failure));
		if (failures >= this.options.maxAttempts()) {
			this.ledger.fail(batch, failure);
			return;
		}
		long wait = waitAfter(failure, failures);
		this.listener.waiting(Wait.BACK_OFF, Duration.ofMillis(wait));
		lane.again(batch, this.timing.tick() + wait);
	}

	/**
	 * A random time ("full jitter"), on top of what Losant asks for; about the longest if
	 * the client has repeated its share of calls.
	 */
	private long waitAfter(Throwable failure, int failures) {
		long most = this.options.maxBackOff().toMillis();
		Optional<Duration> asked = (failure instanceof LosantApiException answer) ? answer.retryAfter()
				: Optional.empty();
		long bound = Math.min(this.options.minBackOff().toMillis() << Math.min(failures - 1, 20), most);
		return asked.map((time) -> Math.max(0, Math.min(time.toMillis(), most))).orElse(0L)
				+ (this.transport.mayRepeat() ? this.timing.dice().applyAsLong(bound)
						: most / 2 + this.timing.dice().applyAsLong(most / 2));
	}

	/** One bad state must not condemn the others. */
	private void split(Lane lane, Batch batch, Throwable failure) {
		boolean tooLarge = Verdict.isTooLarge(failure);
		if (!batch.canBeHalved()) {
			this.ledger.reject(batch.entries().get(0), tooLarge ? Reason.TOO_LARGE : Reason.REFUSED,
					String.valueOf(failure.getMessage()));
			return;
		}
		if (tooLarge) {
			this.batchSize.refused(batch.bytes());
		}
		lane.again(batch.halves());
	}

}
