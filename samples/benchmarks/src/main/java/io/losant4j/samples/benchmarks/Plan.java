package io.losant4j.samples.benchmarks;

/**
 * How much is measured.
 *
 * @param rounds how often each contender has its turn at each work
 * @param roundMillis the processor time of a turn
 * @param warmUpMillis the processor time of each turn in which a contender warms up, 0 to
 * let it be
 * @param streams how many idle streams are opened
 */
record Plan(int rounds, int roundMillis, int warmUpMillis, int streams) {

	static final Plan DEFAULT = new Plan(5, 500, 1_000, 2_000);

	static final Plan LONG = new Plan(15, 1_500, 3_000, 5_000);

}
