package io.losant4j.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.losant4j.device.JobTicket;
import io.losant4j.error.LosantConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be told of a job whose log nobody names, in virtual time.
 */
class JobWatchTest {

	private static final Duration REAL_TIME = Duration.ofSeconds(20);

	private static final String TICKET = "clnHvJbyVkOWAZwYAwLP4";

	private static final JobLog OTHER = log("a", "b", JobStatus.COMPLETED);

	private final List<Long> looks = new ArrayList<>();

	@Test
	void takesTheOnlyLogThatThereIs() {
		StepVerifier
			.withVirtualTime(() -> until(Duration.ofMinutes(1),
					List.of(List.of(), List.of(log("x", "y", JobStatus.QUEUED)),
							List.of(log("x", "y", JobStatus.COMPLETED)))))
			.thenAwait(Duration.ofMinutes(1))
			.assertNext((log) -> assertThat(log.status()).isEqualTo(JobStatus.COMPLETED))
			.expectComplete()
			.verify(REAL_TIME);
		assertThat(this.looks).as("seconds").containsExactly(1L, 3L, 7L);
	}

	@Test
	void tellsOfAJobThatFailed() {
		StepVerifier
			.withVirtualTime(() -> until(Duration.ofMinutes(1), List.of(List.of(log("x", "y", JobStatus.FAILED)))))
			.thenAwait(Duration.ofMinutes(1))
			.assertNext((log) -> assertThat(log.status()).isEqualTo(JobStatus.FAILED))
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void takesTheLogThatCarriesTheTicketsId() {
		for (JobLog own : List.of(log(TICKET, "y", JobStatus.ERRORED), log("x", TICKET, JobStatus.ERRORED))) {
			StepVerifier.withVirtualTime(() -> until(Duration.ofMinutes(1), List.of(List.of(OTHER, own, OTHER))))
				.thenAwait(Duration.ofMinutes(1))
				.expectNext(own)
				.expectComplete()
				.verify(REAL_TIME);
		}
	}

	@Test
	void takesNoneOfSeveral() {
		StepVerifier
			.withVirtualTime(
					() -> until(Duration.ofMinutes(3), List.of(List.of(OTHER, log("x", "y", JobStatus.QUEUED)))))
			.expectSubscription()
			.expectNoEvent(Duration.ofMinutes(3))
			.expectComplete()
			.verify(REAL_TIME);
		assertThat(this.looks).as("seconds").containsExactly(1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L, 151L);
	}

	@Test
	void completesEmptyWhenTheTimeIsOver() {
		StepVerifier
			.withVirtualTime(() -> until(Duration.ofSeconds(10),
					List.of(List.of(log("x", "y", null)), List.of(log("x", "y", JobStatus.IN_PROGRESS)))))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(10))
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void givesUpALookThatTakesTooLong() {
		StepVerifier.withVirtualTime(() -> new JobWatch(ticket(), Mono::never).until(Duration.ofSeconds(10)))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(10))
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void errorsAsALookDoes() {
		LosantConnectionException lost = new LosantConnectionException("lost", null);
		StepVerifier.withVirtualTime(() -> new JobWatch(ticket(), () -> Mono.error(lost)).until(Duration.ofSeconds(10)))
			.thenAwait(Duration.ofSeconds(1))
			.expectErrorMatches(lost::equals)
			.verify(REAL_TIME);
	}

	/** The last of the answers is given for ever. */
	private Mono<JobLog> until(Duration atMost, List<List<JobLog>> answers) {
		Iterator<List<JobLog>> next = Stream
			.concat(answers.stream(), Stream.generate(() -> answers.get(answers.size() - 1)))
			.iterator();
		long start = Schedulers.parallel().now(TimeUnit.SECONDS);
		return new JobWatch(ticket(), () -> {
			this.looks.add(Schedulers.parallel().now(TimeUnit.SECONDS) - start);
			return Mono.just(new JobLogPage(next.next(), null, null, null, null, null, null, null, Map.of()));
		}).until(atMost);
	}

	private static JobTicket ticket() {
		return new JobTicket(true, true, TICKET);
	}

	private static JobLog log(String id, String jobId, @Nullable JobStatus status) {
		return new JobLog(id, jobId, null, null, null, null, null, null, status, null, null, null, null, null, null,
				null, null, Map.of(), Map.of());
	}

}
