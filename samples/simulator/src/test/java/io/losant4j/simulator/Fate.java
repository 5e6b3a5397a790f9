package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What happens to one attempt to open a stream.
 *
 * @param end how it ends
 * @param events how many events pass before that
 * @param cutAt where in the event after these a truncation is, from 0 to 1
 * @param pieces in how many pieces each event is sent
 * @param delayMillis how much later than it came each event is sent
 * @param noise what comes before the first event and is none
 */
record Fate(End end, int events, double cutAt, int pieces, int delayMillis, String noise) {

	/** It passes everything, for ever. */
	static final Fate CALM = new Fate(End.NEVER, Integer.MAX_VALUE, 0, 1, 0, "");

	/** Longer than the longest event that the test's client reads. */
	private static final int TOO_LONG = 3_000;

	/** How an attempt ends. */
	enum End {

		/** The connection is closed between two events. */
		CUT,

		/** The connection is reset between two events. */
		RESET,

		/** The connection is closed in the middle of an event. */
		TRUNCATED,

		/** Nothing passes any more, but the connection stays. */
		BLACKHOLED,

		/** The answer is 503. */
		UNAVAILABLE,

		/** The connection is reset instead of an answer. */
		REFUSED,

		/** There is no answer, but the connection stays. */
		MUTE,

		/** It does not end. */
		NEVER;

		/** Whether there has been an answer before. */
		boolean isOfOpenStream() {
			return this == CUT || this == RESET || this == TRUNCATED || this == BLACKHOLED;
		}

		/** Whether the network cuts an open stream. */
		boolean isCut() {
			return this == CUT || this == RESET || this == TRUNCATED;
		}

	}

	/** The fates of one line's attempts, in order; after them, everything is calm. */
	static Deque<Fate> script(Random chance) {
		List<End> ends = new ArrayList<>();
		ends.addAll(Collections.nCopies(5, End.CUT));
		ends.addAll(Collections.nCopies(2, End.RESET));
		ends.addAll(Collections.nCopies(4, End.TRUNCATED));
		ends.addAll(Collections.nCopies(1, End.BLACKHOLED));
		ends.addAll(Collections.nCopies(chance.nextInt(3), End.UNAVAILABLE));
		ends.addAll(Collections.nCopies(chance.nextInt(3), End.REFUSED));
		ends.addAll(Collections.nCopies(chance.nextInt(8) / 7, End.MUTE));
		Collections.shuffle(ends, chance);
		return new ConcurrentLinkedDeque<>(ends.stream().map((end) -> of(end, chance)).toList());
	}

	private static Fate of(End end, Random chance) {
		// a reset may overtake what was sent just before it
		int events = (end == End.RESET) ? 1 + chance.nextInt(4) : chance.nextInt(5);
		int delayMillis = (chance.nextInt(4) == 0) ? 1 + chance.nextInt(100) : 0;
		return new Fate(end, events, chance.nextDouble(), 1 + chance.nextInt(3), delayMillis,
				(events > 0 && end != End.RESET) ? noise(chance) : "");
	}

	private static String noise(Random chance) {
		return switch (chance.nextInt(12)) {
			case 0 -> "event: deviceState\nevent: deviceCommand\ndata: {\"time\n\n";
			case 1 -> "event: unheardOf\ndata: {}\n\n";
			case 2 -> "event: deviceState\ndata: {\"data\":{\"n\":\"" + "9".repeat(TOO_LONG) + "\"}}\n\n";
			default -> "";
		};
	}

}
