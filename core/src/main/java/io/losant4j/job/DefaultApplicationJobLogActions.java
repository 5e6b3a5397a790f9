package io.losant4j.job;

import io.losant4j.device.Check;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RestResource;
import reactor.core.publisher.Mono;

final class DefaultApplicationJobLogActions implements ApplicationJobLogActions {

	private final String id;

	private final RestResource log;

	DefaultApplicationJobLogActions(LosantHttp http, String applicationId, String logId) {
		this.id = Check.id("logId", logId);
		this.log = http.resource("/applications/{applicationId}/jobLogs/{jobId}", applicationId, logId);
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Mono<JobLog> get() {
		return this.log.get("applicationJobLog.get", "").retrieve(JobLog.class);
	}

}
