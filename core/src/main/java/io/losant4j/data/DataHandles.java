package io.losant4j.data;

import io.losant4j.http.LosantHttp;

/**
 * Makes the handles of this room. Public for the front door of this library, not for
 * users of it.
 */
public final class DataHandles {

	private final LosantHttp http;

	/**
	 * The handles of one client.
	 * @param http the client's HTTP
	 */
	public DataHandles(LosantHttp http) {
		this.http = http;
	}

	/**
	 * The actions on the data of an application.
	 * @param applicationId the id of the application
	 * @return the actions
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public DataActions data(String applicationId) {
		return new DefaultDataActions(this.http, applicationId);
	}

}
