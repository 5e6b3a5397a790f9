package io.losant4j.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What goes wrong on purpose in a running simulator. Chance decides by a seed and by how
 * many calls the plan met before, so that a run is replayed by its {@link #seed()}: by
 * calls that come one after the other exactly, by calls at once as far as they come in
 * the same order. Safe for use by many threads.
 */
public final class Faults {

	private static final Fate GOOD = new Fate(null, false, Duration.ZERO);

	private final long seed;

	private final AtomicLong calls = new AtomicLong();

	private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

	private final LongAdder lost = new LongAdder();

	private volatile FaultPlan plan;

	Faults(FaultPlan plan, long seed) {
		this.plan = plan;
		this.seed = seed;
	}

	/**
	 * Replaces the plan, for the calls to come.
	 * @param plan the plan, {@link FaultPlan#none()} to end all faults
	 */
	public void plan(FaultPlan plan) {
		this.plan = plan;
	}

	/**
	 * The plan that calls meet now.
	 * @return the plan
	 */
	public FaultPlan plan() {
		return this.plan;
	}

	/**
	 * What replays the run, given to {@link SimulatorBuilder#seed(long)}.
	 * @return the seed
	 */
	public long seed() {
		return this.seed;
	}

	/**
	 * How many calls were refused with the status, since the start.
	 * @param status the status
	 * @return the number of calls
	 */
	public long refused(int status) {
		LongAdder count = this.refused.get(status);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * How many calls were done and not answered, since the start.
	 * @return the number of calls
	 */
	public long lost() {
		return this.lost.sum();
	}

	@Override
	public String toString() {
		return "Faults[seed=" + this.seed + ", refused=" + new TreeMap<>(this.refused) + ", lost=" + this.lost + ", "
				+ this.plan + "]";
	}

	/** What becomes of the next call. */
	Fate next(String uri) {
		FaultPlan current = this.plan;
		if (current.equals(FaultPlan.none()) || (!current.streamsToo() && opensStream(uri))) {
			return GOOD;
		}
		SplittableRandom random = new SplittableRandom(31 * this.seed + this.calls.getAndIncrement());
		double chance = random.nextDouble();
		Duration delay = delay(current, random);
		for (Map.Entry<Integer, Double> refusal : current.refused().entrySet()) {
			if (chance < refusal.getValue()) {
				return new Fate(HttpResponseStatus.valueOf(refusal.getKey()), false, delay);
			}
			chance -= refusal.getValue();
		}
		return new Fate(null, chance < current.lost(), delay);
	}

	private static boolean opensStream(String uri) {
		int query = uri.indexOf('?');
		return uri.substring(0, (query < 0) ? uri.length() : query).endsWith("Stream");
	}

	private static Duration delay(FaultPlan plan, SplittableRandom random) {
		long least = plan.leastDelay().toNanos();
		long most = plan.mostDelay().toNanos();
		return Duration.ofNanos(random.nextLong(least, most + 1));
	}

	/** Throws where the call is refused. */
	void refuse(Fate fate) {
		HttpResponseStatus status = fate.status();
		if (status != null) {
			this.refused.computeIfAbsent(status.code(), (code) -> new LongAdder()).increment();
			throw status.equals(HttpResponseStatus.TOO_MANY_REQUESTS) ? ApiError.throttled() : ApiError.refused(status);
		}
	}

	void countLost() {
		this.lost.increment();
	}

	/**
	 * What becomes of one call.
	 *
	 * @param status how it is refused, {@code null} where it is done
	 * @param losesAnswer whether it is done and not answered
	 * @param delay how long the answer is held back
	 */
	record Fate(@Nullable HttpResponseStatus status, boolean losesAnswer, Duration delay) {

		/** Completes when the answer may go. */
		Mono<Void> held() {
			return this.delay.isZero() ? Mono.empty() : Mono.delay(this.delay).then();
		}

	}

}
