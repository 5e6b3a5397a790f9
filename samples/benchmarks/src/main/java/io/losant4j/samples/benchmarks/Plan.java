package io.losant4j.samples.benchmarks;

/**
 * How much is measured.
 *
 * @param rounds how often each contender has its turn at each work
 * @param roundMillis the processor time of a turn
 * @param warmUpMillis the processor time that a contender warms up for each work
 * @param streams how many idle streams are opened
 */
record Plan(int rounds, int roundMillis, int warmUpMillis, int streams) {

	static final Plan DEFAULT = new Plan(5, 500, 3_000, 2_000);

	static final Plan LONG = new Plan(15, 1_500, 8_000, 5_000);

}
