package io.losant4j.job;

import io.losant4j.http.LosantHttp;

/**
 * Makes the handles of this room. Public for the front door of this library, not for
 * users of it.
 */
public final class JobHandles {

	private final LosantHttp http;

	/**
	 * The handles of one client.
	 * @param http the client's HTTP
	 */
	public JobHandles(LosantHttp http) {
		this.http = http;
	}

	/**
	 * The actions on the job logs of an application.
	 * @param applicationId the id of the application
	 * @return the actions
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public ApplicationJobLogsActions jobs(String applicationId) {
		return new DefaultApplicationJobLogsActions(this.http, applicationId);
	}

}
