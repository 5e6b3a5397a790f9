package io.losant4j.samples.benchmarks;

/**
 * What is measured. A chunk is done between two looks at the clock.
 */
enum Work {

	SEND_STATE("sendState, 64 in flight", "≤ 1.5", 2_000),

	GET_DEVICE("get device, 1.2 KB", "≤ 1.1", 2_000),

	GET_PAGE("page of 1,000 devices", "≤ 0.6", 4),

	EVENTS("typed stream event", "≤ 0.75, ≤ 1,200 B", 200_000),

	SEND_BATCHES("state in batches of 100", "≤ 1.1", 20_000),

	IDLE_STREAM("heap of an idle stream", "≤ 9 KB", 0);

	static final int IN_FLIGHT = 64;

	static final int BATCH = 100;

	private static final int SHOW_MILLIS = 100;

	private final String title;

	private final String goal;

	private final int chunk;

	Work(String title, String goal, int chunk) {
		this.title = title;
		this.goal = goal;
		this.chunk = chunk;
	}

	String title() {
		return this.title;
	}

	String goal() {
		return this.goal;
	}

	/**
	 * How many operations are a chunk; few where the round is only to show that it works.
	 */
	int chunk(int millis) {
		return (millis < SHOW_MILLIS) ? Math.max(this.chunk / 20, 1) : this.chunk;
	}

	/** Whether it costs time; otherwise, only heap is looked at. */
	boolean isTimed() {
		return this != IDLE_STREAM;
	}

}
