package io.losant4j.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to go wrong on purpose, in shares of all calls from 0 to 1. A call meets one of
 * them at most, so that all shares together are 1 or less; a delay comes on top.
 *
 * <pre class="code">
 * FaultPlan.none().refusing(429, 0.05).refusing(503, 0.05).losingAnswers(0.01)
 * </pre>
 *
 * @param refused the share of calls that are answered by an error before anything is
 * done, by the status of the error
 * @param lost the share of calls that are done and then not answered: their connection is
 * closed instead
 * @param leastDelay the shortest time that an answer is held back
 * @param mostDelay the longest time that an answer is held back
 * @param streamsToo whether the calls that open live streams are meant as well; streams
 * that are open are left alone
 */
public record FaultPlan(Map<Integer, Double> refused, double lost, Duration leastDelay, Duration mostDelay,
		boolean streamsToo) {

	private static final Duration LONGEST_DELAY = Duration.ofHours(1);

	/** For sums of shares that are 1 but for rounding. */
	private static final double ROUNDING = 1e-9;

	private static final FaultPlan NONE = new FaultPlan(Map.of(), 0, Duration.ZERO, Duration.ZERO, false);

	/**
	 * Checks the plan.
	 */
	public FaultPlan {
		// sorted, for a call to meet the same fate wherever it is replayed
		SortedMap<Integer, Double> sorted = new TreeMap<>(refused);
		double all = share("lost", lost);
		for (Map.Entry<Integer, Double> refusal : sorted.entrySet()) {
			if (refusal.getKey() < 400 || refusal.getKey() > 599) {
				throw new IllegalArgumentException("status must be 400 to 599, but was " + refusal.getKey());
			}
			all += share("share", refusal.getValue());
		}
		if (all > 1 + ROUNDING) {
			throw new IllegalArgumentException("all shares together must be 1 or less, but were " + all);
		}
		if (leastDelay.isNegative() || leastDelay.compareTo(mostDelay) > 0 || mostDelay.compareTo(LONGEST_DELAY) > 0) {
			throw new IllegalArgumentException(
					"delays must be from 0 to an hour, the least first, but were " + leastDelay + " and " + mostDelay);
		}
		refused = Collections.unmodifiableSortedMap(sorted);
	}

	/**
	 * Nothing goes wrong.
	 * @return the plan
	 */
	public static FaultPlan none() {
		return NONE;
	}

	/**
	 * This plan, with a share of calls refused.
	 * @param status the status of the answer, such as 429 or 503, 400 to 599
	 * @param share the share of calls, from 0 to 1
	 * @return the new plan
	 */
	public FaultPlan refusing(int status, double share) {
		Map<Integer, Double> shares = new TreeMap<>(this.refused);
		shares.put(status, share);
		return new FaultPlan(shares, this.lost, this.leastDelay, this.mostDelay, this.streamsToo);
	}

	/**
	 * This plan, with a share of calls done and not answered.
	 * @param share the share of calls, from 0 to 1
	 * @return the new plan
	 */
	public FaultPlan losingAnswers(double share) {
		return new FaultPlan(this.refused, share, this.leastDelay, this.mostDelay, this.streamsToo);
	}

	/**
	 * This plan, with every answer held back for a while after the call was done.
	 * @param least the shortest while, 0 or more
	 * @param most the longest while, an hour or less
	 * @return the new plan
	 */
	public FaultPlan delaying(Duration least, Duration most) {
		return new FaultPlan(this.refused, this.lost, least, most, this.streamsToo);
	}

	/**
	 * This plan, for the calls that open live streams as well.
	 * @return the new plan
	 */
	public FaultPlan onStreamsToo() {
		return new FaultPlan(this.refused, this.lost, this.leastDelay, this.mostDelay, true);
	}

	private static double share(String name, double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException(name + " must be 0 to 1, but was " + share);
		}
		return share;
	}

}
