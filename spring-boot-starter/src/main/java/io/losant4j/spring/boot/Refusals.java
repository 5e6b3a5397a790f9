package io.losant4j.spring.boot;

import java.util.List;

/**
 * The answers that end a stream for good.
 */
final class Refusals {

	static final List<Integer> STATUSES = List.of(400, 401, 403, 404);

	private Refusals() {
	}

}
