package io.losant4j.job;

import java.time.Duration;

import io.losant4j.device.JobTicket;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RestResource;
import reactor.core.publisher.Mono;

final class DefaultApplicationJobLogsActions implements ApplicationJobLogsActions {

	private final LosantHttp http;

	private final String applicationId;

	private final RestResource logs;

	DefaultApplicationJobLogsActions(LosantHttp http, String applicationId) {
		this.http = http;
		this.applicationId = applicationId;
		this.logs = http.resource("/applications/{applicationId}/jobLogs", applicationId);
	}

	@Override
	public String applicationId() {
		return this.applicationId;
	}

	@Override
	public ApplicationJobLogActions log(String logId) {
		return new DefaultApplicationJobLogActions(this.http, this.applicationId, logId);
	}

	@Override
	public Mono<JobLogPage> get(JobLogsQuery query) {
		return this.logs.get("applicationJobLogs.get", "")
			.query(query.parameters())
			.queryJson("query", query.query())
			.retrieve(JobLogPage.class);
	}

	@Override
	public Mono<JobLog> awaitCompletion(JobTicket ticket, JobLogsQuery among, Duration atMost) {
		if (atMost.compareTo(JobWatch.FIRST_LOOK) < 0) {
			throw new IllegalArgumentException("atMost must be at least 1 s, was " + atMost);
		}
		return new JobWatch(ticket, () -> get(among.newest())).until(atMost);
	}

}
