package io.losant4j.samples.bulk;

import java.util.Map;

import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.simulator.LosantSimulator;
import org.jspecify.annotations.Nullable;

/**
 * The Losant that is talked to: the real one, or one that runs inside and ends with the
 * program.
 */
final class Target implements AutoCloseable {

	private static final String TOKEN = "LOSANT_ACCESS_TOKEN";

	private static final String APPLICATION_ID = "LOSANT_APPLICATION_ID";

	private static final String BASE_URL = "LOSANT_BASE_URL";

	private static final int MORE_ATTEMPTS = 8;

	private final @Nullable LosantSimulator simulator;

	private final String baseUrl;

	private final String applicationId;

	private final String token;

	private Target(@Nullable LosantSimulator simulator, String baseUrl, String applicationId, String token) {
		this.simulator = simulator;
		this.baseUrl = baseUrl;
		this.applicationId = applicationId;
		this.token = token;
	}

	/**
	 * The target that the environment tells, or one of its own. Half a setting is
	 * refused: nobody shall take the simulator for the real one.
	 */
	static Target of(Map<String, String> environment, int devices) {
		String token = environment.getOrDefault(TOKEN, "");
		String applicationId = environment.getOrDefault(APPLICATION_ID, "");
		if (!token.isBlank() && !applicationId.isBlank()) {
			return new Target(null, environment.getOrDefault(BASE_URL, "https://api.losant.com"), applicationId, token);
		}
		if (!token.isBlank() || !applicationId.isBlank() || environment.containsKey(BASE_URL)) {
			throw new UserException(TOKEN + " and " + APPLICATION_ID + " must both be set, or nothing of Losant");
		}
		LosantSimulator simulator = LosantSimulator.builder().devices(devices).start();
		return new Target(simulator, simulator.baseUrl().toString(), simulator.applicationId(),
				simulator.accessToken());
	}

	/** Sets the environment of another program, so that it talks to a simulator. */
	static void tell(LosantSimulator simulator, Map<String, String> environment) {
		environment.put(TOKEN, simulator.accessToken());
		environment.put(APPLICATION_ID, simulator.applicationId());
		environment.put(BASE_URL, simulator.baseUrl().toString());
	}

	boolean isEmbedded() {
		return this.simulator != null;
	}

	String applicationId() {
		return this.applicationId;
	}

	/** Tells one target from another. */
	String name() {
		return this.baseUrl + " " + this.applicationId;
	}

	LosantClient client(int connections) {
		return client(this.baseUrl, this.token, connections);
	}

	static LosantClient client(String baseUrl, String token, int connections) {
		return LosantClient.builder()
			.baseUrl(baseUrl)
			.credentials(Credentials.accessToken(token))
			.http(HttpOptions.defaults().withMaxConnections(connections))
			.retry(RetryPolicy.defaults().withMaxAttempts(MORE_ATTEMPTS))
			.build();
	}

	@Override
	public void close() {
		if (this.simulator != null) {
			this.simulator.close();
		}
	}

}
