package io.losant4j.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;

import io.losant4j.Answers;
import io.losant4j.MockLosant;
import io.losant4j.device.JobTicket;
import io.losant4j.device.SortDirection;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

public class ApplicationJobLogsActionsTest {

	private static final String LOG = "6847a1f07ae143cd83dc4b01";

	private static final String LOGS = "GET /applications/" + APPLICATION + "/jobLogs";

	private static final Instant START = Instant.ofEpochMilli(1_749_528_000_000L);

	private final MockLosant losant = MockLosant.start();

	private final ApplicationJobLogsActions jobs = this.losant.application().jobs();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void knowsItsApplicationAndItsLogs() {
		assertThat(this.jobs.applicationId()).isEqualTo(APPLICATION);
		assertThat(this.jobs.log(LOG).id()).isEqualTo(LOG);
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.jobs.get(JobLogsQuery.all());
		this.jobs.log(LOG).get();
		this.jobs.awaitCompletion(new JobTicket(true, true, "x"), JobLogsQuery.all(), Duration.ofSeconds(1));

		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void getsLogsByResourceAndTime() {
		this.losant.given(200, answer("JobLogPage"));

		StepVerifier.create(this.jobs.get(JobLogsQuery.queuedBetween(START, START.plusSeconds(60))
			.resourceType("device")
			.resourceId(DEVICE)
			.name("DevicesUpdate")
			.status(JobStatus.COMPLETED, JobStatus.FAILED)
			.sortBy(JobLogSortField.RUN_COMPLETED_AT, SortDirection.DESCENDING)
			.page(2, 50))).assertNext((page) -> {
				assertThat(page.totalCount()).isEqualTo(8);
				assertThat(page.items()).extracting(JobLog::status).containsExactly(JobStatus.ERRORED);
			}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(LOGS
				+ "?sortField=runCompletedAt&sortDirection=desc&page=2&perPage=50&query=%7B%22runQueuedAt%22%3A%7B%22%24gte%22"
				+ "%3A1749528000000%2C%22%24lt%22%3A1749528060000%7D%2C%22resourceType%22%3A%22device%22%2C%22resourceId%22"
				+ "%3A%22" + DEVICE + "%22%2C%22name%22%3A%22DevicesUpdate%22%2C%22status%22%3A%7B%22%24in%22%3A%5B%22"
				+ "completed%22%2C%22failed%22%5D%7D%7D", null));
	}

	@Test
	void getsAllLogs() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.jobs.get(JobLogsQuery.all()))
			.assertNext((page) -> assertThat(page.items()).isEmpty())
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(LOGS, null));
	}

	@Test
	void getsALog() {
		this.losant.given(200, answer("JobLog"));

		StepVerifier.create(this.jobs.log(LOG).get()).assertNext((log) -> {
			assertThat(log.progress()).isEqualTo(new JobLog.Progress(5L, 10L, "Changing devices"));
			assertThat(log.error()).isEqualTo(new JobLog.Problem("Validation", "A device is gone"));
			assertThat(log.outputNumber("failed")).contains(2);
			assertThat(log.outputNumber("commit")).isEmpty();
			assertThat(log.outputNumber("updated")).isEmpty();
			assertThat(log.toString()).contains(LOG, "errored").doesNotContain("example.com");
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(LOGS + "/" + LOG, null));
	}

	@Test
	void tellsThatALogIsGone() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Job log was not found\"}");

		StepVerifier.create(this.jobs.log(LOG).get()).expectErrorSatisfies((error) -> {
			assertThat(error).matches(LosantApiException.hasStatus(404));
			assertThat(error).hasMessage("applicationJobLog.get GET /applications/{applicationId}/jobLogs/{jobId} "
					+ "answered 404 NotFound: Job log was not found");
		}).verify(TIMEOUT);
	}

	@Test
	void awaitsTheEndOfAJobAmongTheNewestLogs() {
		this.losant.given(200, answer("JobLogPage"));

		StepVerifier
			.create(this.jobs.awaitCompletion(new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4"),
					JobLogsQuery.queuedSince(START), TIMEOUT))
			.assertNext((log) -> assertThat(log.id()).isEqualTo(LOG))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(
				LOGS + "?sortField=runQueuedAt&sortDirection=desc&page=0&perPage=100&query=%7B%22runQueuedAt%22%3A%7B"
						+ "%22%24gte%22%3A1749528000000%7D%7D",
				null));
	}

	@Test
	void refusesWhatLosantWouldRefuse() {
		JobLogsQuery all = JobLogsQuery.all();
		assertThatIllegalArgumentException().isThrownBy(() -> this.jobs.log("clnHvJbyVkOWAZwYAwLP4"))
			.withMessage("logId must be 24 hexadecimal characters, was 'clnHvJbyVkOWAZwYAwLP4'");
		assertThatIllegalArgumentException().isThrownBy(() -> all.resourceId("x"))
			.withMessage("resourceId must be 24 hexadecimal characters, was 'x'");
		assertThatIllegalArgumentException().isThrownBy(() -> all.resourceType(""))
			.withMessage("resourceType must be 1 to 255 letters, digits, '_' or '-', was ''");
		assertThatIllegalArgumentException().isThrownBy(all::status)
			.withMessage("status must have 1 to 100 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> all.page(-1, 100))
			.withMessage("page must be 0 to 2147483647, was '-1'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.jobs.awaitCompletion(new JobTicket(true, true, null), all, Duration.ZERO))
			.withMessage("atMost must be at least 1 s, was PT0S");
	}

	@Test
	void queriesAreValues() {
		JobLogsQuery query = JobLogsQuery.all().resourceType("device");
		assertThat(query).isEqualTo(JobLogsQuery.all().resourceType("device"))
			.hasSameHashCodeAs(JobLogsQuery.all().resourceType("device"))
			.isNotEqualTo(JobLogsQuery.all())
			.hasToString("JobLogsQuery{} where {resourceType=device}");
		assertThat(JobLogsQuery.all().page(1, 2)).hasToString("JobLogsQuery{page=1, perPage=2}");
	}

	@Test
	void keepsAStatusThatItDoesNotKnow() {
		JobLog log = Answers.read(JobLog.class, "{\"status\":\"paused\",\"input\":null}");

		assertThat(log.status()).isEqualTo(JobStatus.of("paused")).hasToString("paused");
		assertThat(JobStatus.of("paused").isOver()).isFalse();
		assertThat(log.input()).isEqualTo(Collections.emptyMap());
	}

}
