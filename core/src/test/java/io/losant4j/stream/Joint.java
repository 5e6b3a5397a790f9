package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

/**
 * Where a line and its past are joined, with a test in the place of both. It is 20 s
 * after the epoch.
 */
final class Joint {

	final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	final TestPublisher<StreamSignal<Numbered>> line = TestPublisher.create();

	final Past past = new Past();

	final List<String> lost = new ArrayList<>();

	private boolean open;

	Joint() {
		this.time.advanceTimeBy(Duration.ofSeconds(20));
	}

	/** The line is open when it is joined. */
	void isOpen() {
		this.open = true;
	}

	Flux<String> ofLine(StreamOptions options) {
		return joined(options, true);
	}

	Flux<String> ofSubscriber(StreamOptions options) {
		return joined(options, false);
	}

	private Flux<String> joined(StreamOptions options, boolean ofLine) {
		Timing timing = new Timing(this.time, (most) -> most);
		Seen<Numbered> seen = new Seen<>(this.past, options.overlap(), timing);
		Backlog<Numbered> backlog = new Backlog<>(options.buffer(), options.overflow(), new Shortfall<>(seen));
		Mailbox<Numbered> mailbox = new Mailbox<>(backlog, Long.MAX_VALUE, ofLine, (values) -> this.lost.add("dropped"),
				Context.empty());
		Flux<StreamSignal<Numbered>> signals = new Continuity<>(this.past, seen, options, timing, backlog, mailbox,
				(found) -> this.lost.add(describe(found)))
			.signals();
		return Flux.using(() -> {
			this.line.flux().subscribe(mailbox);
			if (this.open) {
				mailbox.putFirst(opened(1));
			}
			return mailbox;
		}, (joined) -> signals, Mailbox::close).map(Joint::word);
	}

	private static String word(StreamSignal<Numbered> signal) {
		return (signal instanceof StreamSignal.Value<Numbered> value) ? "=" + value.value().number()
				: Wire.word(signal);
	}

	private static String describe(StreamSignal.Gap<?> gap) {
		return Duration.between(Instant.EPOCH, gap.from()) + " to " + Duration.between(Instant.EPOCH, gap.to()) + ": "
				+ ((gap.cause() != null) ? gap.cause().getMessage() : null);
	}

	void live(long... numbers) {
		for (long number : numbers) {
			this.line.next(new StreamSignal.Value<>(value(number)));
		}
	}

	/** Each is of the second that is its number. */
	static Numbered value(long number) {
		return Numbered.of(number, number * 1000);
	}

	static Instant at(long second) {
		return Instant.ofEpochSecond(second);
	}

	static StreamSignal<Numbered> opened(long attempt) {
		return new StreamSignal.Opened<>(attempt, Instant.EPOCH);
	}

	static StreamSignal<Numbered> closed(long attempt) {
		return new StreamSignal.Closed<>(attempt, new LosantConnectionException("gone", null), Duration.ZERO);
	}

	static StreamSignal<Numbered> gap(long from, long to) {
		return new StreamSignal.Gap<>(at(from), at(to), false, 0, null);
	}

	static LosantApiException answer(int status) {
		return new LosantApiException(new FailedRequest("test", "GET", "/past", 1, false), status, null, null, null);
	}

}
