package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Joins the past of a line to its presence, so that nothing is missing and nothing comes
 * twice: what a connection or a mailbox missed is read from the history, and what is live
 * waits behind it.
 *
 * @param <T> what an event says
 */
final class Continuity<T> {

	private final StreamOptions options;

	private final Timing timing;

	private final History<T> history;

	private final Seen<T> seen;

	private final Backlog<T> backlog;

	private final Mailbox<T> mailbox;

	private final Consumer<StreamSignal.Gap<T>> lost;

	/** Where the first reading begins, for who wants the past from a moment on. */
	private @Nullable Instant start;

	private @Nullable Instant notOpenSince;

	/**
	 * Joins what was to what comes in a mailbox.
	 * @param lost is told of what was found to be lost
	 */
	Continuity(History<T> history, Seen<T> seen, StreamOptions options, Timing timing, Backlog<T> backlog,
			Mailbox<T> mailbox, Consumer<StreamSignal.Gap<T>> lost) {
		this.options = options;
		this.timing = timing;
		this.history = history;
		this.seen = seen;
		this.backlog = backlog;
		this.mailbox = mailbox;
		this.lost = lost;
		this.start = options.from();
		if (this.start != null) {
			this.seen.beginAt(this.start);
			mailbox.pause(null);
		}
	}

	/** Emits what the mailbox delivers, and in each of its pauses what was missed. */
	Flux<StreamSignal<T>> signals() {
		return Flux.defer(() -> {
			Mailbox.Pause<T> pause = this.mailbox.takePause();
			return (pause == null) ? live() : past(pause).concatWith(live());
		}).repeat(this.mailbox::isPaused);
	}

	private Flux<StreamSignal<T>> live() {
		return Flux.defer(this.mailbox::deliver)
			.filter((signal) -> !(signal instanceof StreamSignal.Value<T> value)
					|| (!this.backlog.wasSaid(value) && this.seen.live(value.value())));
	}

	private Flux<StreamSignal<T>> past(Mailbox.Pause<T> pause) {
		StreamSignal.Gap<T> gap = pause.gap();
		Instant now = this.timing.now();
		Instant wanted = wanted(pause, now);
		Instant oldest = (gap != null) ? earlier(now.minus(this.options.lookBack()), gap.to()) : Instant.MIN;
		boolean tooOld = gap != null && gap.from().isBefore(oldest);
		Instant from = tooOld ? later(wanted, oldest) : wanted;
		this.backlog.readFrom(from);
		noteOpening(now);
		Reading reading = (gap != null) ? new Reading(tooOld ? oldest : gap.from(), gap) : new Reading(from, null);
		return Flux.fromIterable(lost(pause, tooOld ? oldest : null))
			.concatWith(new HistoryReader<>(this.history, this.options, this.timing, this.backlog, from).values()
				.handle(reading::take))
			.concatWith((gap != null) ? Mono.fromSupplier(() -> reading.recovered(gap)) : Mono.empty())
			.onErrorResume((error) -> Mono.just(reading.ended(error)));
	}

	/** What comes between the first reading and the first opening is to be read, too. */
	private void noteOpening(Instant now) {
		this.notOpenSince = null;
		if (this.start != null && !this.backlog.isLineOpen()) {
			this.notOpenSince = now;
			this.mailbox.pauseAtOpening();
		}
		this.start = null;
	}

	private Instant wanted(Mailbox.Pause<T> pause, Instant now) {
		List<Instant> wanted = new ArrayList<>();
		if (this.start != null) {
			wanted.add(this.start);
		}
		if (this.notOpenSince != null) {
			wanted.add(this.seen.from(this.notOpenSince));
		}
		if (pause.gap() != null) {
			wanted.add(this.seen.from(pause.gap().from()));
		}
		if (pause.missing().first() != null) {
			wanted.add(this.seen.notBefore(pause.missing().first()));
		}
		return wanted.isEmpty() ? this.seen.from(now) : Collections.min(wanted);
	}

	/** What cannot be read, or not without repeating what was delivered long ago. */
	private List<StreamSignal<T>> lost(Mailbox.Pause<T> pause, @Nullable Instant oldest) {
		List<StreamSignal<T>> lost = new ArrayList<>();
		Instant missed = pause.missing().firstUnexpected();
		if (missed != null && missed.isBefore(this.seen.notBefore(missed))) {
			lost.add(lost(missed, this.seen.notBefore(missed), 0, null));
		}
		if (pause.gap() != null && oldest != null) {
			lost.add(lost(pause.gap().from(), oldest, 0, null));
		}
		return lost;
	}

	private StreamSignal<T> lost(Instant from, Instant to, long values, @Nullable Throwable cause) {
		StreamSignal.Gap<T> gap = new StreamSignal.Gap<>(from, to, false, values, cause);
		this.lost.accept(gap);
		return gap;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	/** One reading of the history, and how far it got. */
	private final class Reading {

		private final Instant from;

		/** What is to be filled, if it is a gap of the line. */
		private final StreamSignal.@Nullable Gap<T> gap;

		/** The end of the gap by the clock that stamps the values. */
		private final Instant end;

		private final long most;

		private Instant reached;

		private long values;

		Reading(Instant from, StreamSignal.@Nullable Gap<T> gap) {
			this.from = from;
			this.reached = from;
			this.gap = gap;
			this.end = (gap != null) ? end(gap) : Instant.MAX;
			this.most = (gap != null) ? Continuity.this.options.recoverAtMost() : Long.MAX_VALUE;
		}

		/** Values from before the gap with times in it tell of a clock that is fast. */
		private Instant end(StreamSignal.Gap<T> gap) {
			Instant last = Continuity.this.seen.last();
			return (last != null && last.isAfter(gap.from())) ? gap.to().plus(Duration.between(gap.from(), last))
					: gap.to();
		}

		void take(T value, SynchronousSink<StreamSignal<T>> sink) {
			Instant time = Continuity.this.seen.time(value);
			if (time != null) {
				this.reached = later(this.reached, time);
			}
			if (this.values == this.most && !Continuity.this.seen.isRepeat(value)) {
				sink.error(new LosantDataException("More than " + this.most + " values were missed", null));
				return;
			}
			boolean isNew = Continuity.this.seen.past(value);
			Continuity.this.backlog.said(value);
			if (isNew) {
				this.values++;
				sink.next(new StreamSignal.Value<>(value));
			}
		}

		StreamSignal<T> recovered(StreamSignal.Gap<T> filled) {
			return new StreamSignal.Gap<>(this.from, filled.to(), true, this.values, null);
		}

		/** Has been cut short, but not before the end of the gap if it came so far. */
		StreamSignal<T> ended(Throwable cause) {
			if (this.gap != null && !this.reached.isBefore(this.end)) {
				return recovered(this.gap);
			}
			Instant until = (this.gap != null) ? this.gap.to() : Continuity.this.timing.now();
			Instant front = this.reached.isBefore(until) ? this.reached : earlier(this.from, until);
			return Continuity.this.lost(front, until, this.values, cause);
		}

	}

}
