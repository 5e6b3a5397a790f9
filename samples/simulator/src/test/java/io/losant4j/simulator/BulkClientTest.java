package io.losant4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.BulkOptions;
import io.losant4j.bulk.BulkOutcome;
import io.losant4j.device.BulkResult;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceQuery;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.DevicesQuery;
import io.losant4j.device.DevicesUpdated;
import io.losant4j.device.HistoryQuery;
import io.losant4j.device.JobTicket;
import io.losant4j.device.SortDirection;
import io.losant4j.device.Success;
import io.losant4j.device.UpdateOperation;
import io.losant4j.job.JobLog;
import io.losant4j.job.JobLogSortField;
import io.losant4j.job.JobLogsQuery;
import io.losant4j.job.JobStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's bulk updates against the simulator, and the jobs that it makes of them.
 */
class BulkClientTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int DEVICES = 2_500;

	private static final UpdateOperation BERLIN = UpdateOperation.setTag(DeviceTag.of("site", "berlin"));

	private final LosantSimulator simulator = LosantSimulator.builder()
		.devices(DEVICES)
		.jobDuration(Duration.ofMillis(1_500))
		.start();

	private final LosantClient client = LosantClient.builder()
		.baseUrl(this.simulator.baseUrl().toString())
		.credentials(Credentials.accessToken(this.simulator.accessToken()))
		.build();

	private final LosantApplication application = this.client.application(this.simulator.applicationId());

	private final Instant start = Instant.now();

	@AfterEach
	void close() {
		this.client.close();
		this.simulator.close();
	}

	@Test
	void patchesAllInSlicesOfWhichLargeOnesAreJobs() {
		List<BulkOutcome<List<String>, BulkResult<DevicesUpdated>>> outcomes = new ArrayList<>();

		StepVerifier
			.create(this.application.bulk()
				.patchAll(Flux.fromIterable(this.simulator.deviceIds()), List.of(BERLIN), BulkOptions.defaults()))
			.recordWith(() -> outcomes)
			.expectNextCount(3)
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(outcomes).filteredOn((outcome) -> result(outcome) instanceof BulkResult.Enqueued).hasSize(2);
		assertThat(outcomes).filteredOn((outcome) -> outcome.item().size() == 500)
			.extracting(BulkClientTest::result)
			.containsExactly(new BulkResult.Completed<>(new DevicesUpdated(500, 0, 0, null)));
	}

	@Test
	void awaitsTheJobOfASlice() {
		BulkOutcome<List<String>, BulkResult<DevicesUpdated>> outcome = Objects.requireNonNull(this.application.bulk()
			.patchAll(Flux.fromIterable(this.simulator.deviceIds()).take(1_000), List.of(BERLIN),
					BulkOptions.defaults())
			.blockLast(TIMEOUT));
		JobTicket ticket = ((BulkResult.Enqueued<DevicesUpdated>) result(outcome)).ticket();

		StepVerifier
			.create(this.application.jobs()
				.awaitCompletion(ticket, JobLogsQuery.queuedSince(this.start.minusSeconds(5)).resourceType("device"),
						TIMEOUT))
			.assertNext((log) -> {
				assertThat(log.status()).isEqualTo(JobStatus.COMPLETED);
				assertThat(log.outputNumber("failed")).contains(0);
			})
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier
			.create(this.application.devices().getAll(DevicesQuery.where(DeviceQuery.tag("site").is("berlin"))).count())
			.expectNext(1_000L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void cannotTellOneJobFromAnother() {
		List<JobTicket> tickets = Objects.requireNonNull(this.application.bulk()
			.patchAll(Flux.fromIterable(this.simulator.deviceIds()).take(2_000), List.of(BERLIN),
					BulkOptions.defaults())
			.map((outcome) -> ((BulkResult.Enqueued<DevicesUpdated>) result(outcome)).ticket())
			.collectList()
			.block(TIMEOUT));
		assertThat(tickets).hasSize(2);

		StepVerifier
			.create(this.application.jobs()
				.awaitCompletion(tickets.get(0), JobLogsQuery.queuedSince(this.start.minusSeconds(5)),
						Duration.ofSeconds(4)))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void looksUpTheLogsOfJobs() {
		this.application.bulk()
			.patchAll(Flux.fromIterable(this.simulator.deviceIds()).take(2_000), List.of(BERLIN),
					BulkOptions.defaults())
			.blockLast(TIMEOUT);
		JobLogsQuery query = JobLogsQuery.queuedBetween(this.start.minusSeconds(5), this.start.plusSeconds(60))
			.resourceType("device")
			.sortBy(JobLogSortField.RUN_QUEUED_AT, SortDirection.DESCENDING);

		StepVerifier.create(this.application.jobs().get(query.page(1, 1))).assertNext((page) -> {
			assertThat(page.totalCount()).isEqualTo(2);
			assertThat(page.items()).hasSize(1);
		}).expectComplete().verify(TIMEOUT);
		StepVerifier
			.create(this.application.jobs()
				.get(query)
				.flatMap((page) -> this.application.jobs().log(Objects.requireNonNull(page.items().get(0).id())).get())
				.map(JobLog::applicationId))
			.expectNext(this.simulator.applicationId())
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void sendsAllACommand() {
		StepVerifier
			.create(this.application.bulk()
				.sendCommandAll(Flux.fromIterable(this.simulator.deviceIds()).take(500), DeviceCommand.of("defrost"),
						BulkOptions.defaults().withSliceSize(100)))
			.expectNextCount(4)
			.assertNext(
					(outcome) -> assertThat(result(outcome)).isEqualTo(new BulkResult.Completed<>(new Success(true))))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier
			.create(this.application.device(this.simulator.deviceIds().get(499)).getCommand(HistoryQuery.latest()))
			.expectNextMatches((command) -> command.name().equals("defrost"))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static <I, R> R result(BulkOutcome<I, R> outcome) {
		return ((BulkOutcome.Done<I, R>) outcome).result();
	}

}
