package io.losant4j.job;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.losant4j.device.JobTicket;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at job logs, again and again, until the one that seems to be a ticket's is over.
 */
final class JobWatch {

	static final Duration FIRST_LOOK = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final JobTicket ticket;

	private final Supplier<Mono<JobLogPage>> logs;

	/**
	 * Sets up a watch.
	 * @param logs what could be the job's log, asked for anew with each look
	 */
	JobWatch(JobTicket ticket, Supplier<Mono<JobLogPage>> logs) {
		this.ticket = ticket;
		this.logs = logs;
	}

	Mono<JobLog> until(Duration atMost) {
		return waits().concatMap((wait) -> Mono.delay(wait).then(Mono.defer(this.logs)), 0)
			.flatMapIterable(this::own)
			.filter((log) -> log.status() != null && log.status().isOver())
			.next()
			.takeUntilOther(Mono.delay(atMost));
	}

	/** 1 s, 2 s, 4 s, up to 30 s, for ever. */
	private static Flux<Duration> waits() {
		return Flux.generate(() -> FIRST_LOOK, (wait, sink) -> {
			sink.next(wait);
			Duration twice = wait.multipliedBy(2);
			return (twice.compareTo(LONGEST_WAIT) < 0) ? twice : LONGEST_WAIT;
		});
	}

	/** The job's own log, or the only one that there is. */
	private List<JobLog> own(JobLogPage page) {
		List<JobLog> logs = page.items().stream().filter(Objects::nonNull).toList();
		List<JobLog> named = logs.stream().filter(this::isNamed).toList();
		return !named.isEmpty() ? named : (logs.size() == 1) ? logs : List.of();
	}

	private boolean isNamed(JobLog log) {
		String id = this.ticket.jobId();
		return id != null && Stream.of(log.id(), log.jobId(), log.jobExecutionId()).anyMatch(id::equals);
	}

}
