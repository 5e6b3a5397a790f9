package io.losant4j.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * One line in a rough network: what is to happen to it, and what has.
 */
final class RoughLine {

	private static final Pattern NUMBER = Pattern.compile("\"(?:n|payload)\":(\\d+)");

	private final Tally tally;

	private final AtomicLong attempts = new AtomicLong();

	private final Set<Long> opened = ConcurrentHashMap.newKeySet();

	private final Set<Integer> passed = ConcurrentHashMap.newKeySet();

	private final Deque<Fate> script;

	private final Random calls;

	private final AtomicInteger cuts = new AtomicInteger();

	private volatile boolean calm;

	RoughLine(Tally tally, Random chance) {
		this.tally = tally;
		this.script = Fate.script(chance);
		this.calls = new Random(chance.nextLong());
	}

	/** What happens to this attempt. */
	Fate nextFate() {
		this.attempts.incrementAndGet();
		Fate fate = this.script.poll();
		if (fate == null) {
			return Fate.CALM;
		}
		if (!fate.end().isOfOpenStream()) {
			this.tally.failed.increment();
		}
		return fate;
	}

	/** What happens to this call. */
	synchronized Random nextCall() {
		return new Random(this.calls.nextLong());
	}

	/** What is to pass on a connection of this fate. */
	Passage passage(Fate fate) {
		return new Passage(fate);
	}

	/** Whether the script is over and the line is open for good. */
	boolean isCalm() {
		return this.calm;
	}

	/** How many times it was cut while it was open. */
	int cuts() {
		return this.cuts.get();
	}

	/** Which attempts were answered. */
	Set<Long> opened() {
		return this.opened;
	}

	/** Which numbers passed as a whole. */
	Set<Integer> passed() {
		return this.passed;
	}

	/** The number that a state or a command carries. */
	static int number(String event) {
		Matcher found = NUMBER.matcher(event);
		if (!found.find()) {
			throw new AssertionError("no number in " + event);
		}
		return Integer.parseInt(found.group(1));
	}

	private static List<String> split(String text, int pieces) {
		List<String> split = new ArrayList<>();
		for (int i = 0; i < pieces; i++) {
			split.add(text.substring(text.length() * i / pieces, text.length() * (i + 1) / pieces));
		}
		return split;
	}

	/** What passes on one connection. */
	final class Passage {

		private final Fate fate;

		private final AtomicBoolean answered = new AtomicBoolean();

		private int events;

		Passage(Fate fate) {
			this.fate = fate;
		}

		/** Passes events on as this fate wants it; completes where it wants a cut. */
		Flux<String> of(Flux<String> events) {
			Flux<String> late = (this.fate.delayMillis() == 0) ? events : events
				.concatMap((event) -> Mono.delay(Duration.ofMillis(this.fate.delayMillis())).thenReturn(event));
			Flux<String> passed = late.handle(this::pass).concatMapIterable((text) -> split(text, this.fate.pieces()));
			return (this.fate.end() == Fate.End.BLACKHOLED) ? passed.concatWith(Mono.never()) : passed;
		}

		/** The connection is gone, whoever closed it. */
		void noteClosed() {
			(this.answered.get() ? RoughLine.this.tally.closed : RoughLine.this.tally.failed).increment();
		}

		private void pass(String event, SynchronousSink<String> sink) {
			if (this.answered.compareAndSet(false, true)) {
				answer();
			}
			if (!event.startsWith("event:")) {
				sink.next(event);
			}
			else if (this.events == this.fate.events()) {
				// all but the last byte at the most: with that, it would be an event
				sink.next(event.substring(0, 1 + (int) ((event.length() - 1) * this.fate.cutAt())));
				end(sink);
				return;
			}
			else {
				sink.next(noise() + event);
				this.events++;
				RoughLine.this.passed.add(number(event));
			}
			if (this.events == this.fate.events() && this.fate.end() != Fate.End.TRUNCATED) {
				end(sink);
			}
		}

		private void end(SynchronousSink<String> sink) {
			if (this.fate.end().isCut()) {
				RoughLine.this.cuts.incrementAndGet();
			}
			sink.complete();
		}

		private void answer() {
			RoughLine.this.opened.add(RoughLine.this.attempts.get());
			RoughLine.this.tally.opened.increment();
			RoughLine.this.calm = this.fate.end() == Fate.End.NEVER;
			if (RoughLine.this.opened.size() > 1) {
				RoughLine.this.tally.gaps.increment();
			}
		}

		private String noise() {
			if (this.events > 0 || this.fate.noise().isEmpty()) {
				return "";
			}
			RoughLine.this.tally.malformed.increment();
			return this.fate.noise();
		}

	}

}
