package io.losant4j.simulator;

/**
 * What is done for a request. Does not block: all is in memory.
 */
@FunctionalInterface
interface Action {

	/** Answers, or throws an {@link ApiError}. */
	Answer on(Call call);

}
