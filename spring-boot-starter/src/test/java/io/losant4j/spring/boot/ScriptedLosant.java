package io.losant4j.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * Answers what it was told, in order, and shows what it was sent.
 */
final class ScriptedLosant implements AutoCloseable {

	static final String APPLICATION = "575ec8687ae143cd83dc4a97";

	static final String DEVICE = "575ecf887ae143cd83dc4aa2";

	private static final long PATIENCE = 20;

	private final MockWebServer server = new MockWebServer();

	ScriptedLosant() {
		try {
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	MockWebServer server() {
		return this.server;
	}

	String url() {
		return "http://localhost:" + this.server.getPort();
	}

	/** Properties of a client that loses no time. */
	String[] properties() {
		return new String[] { "losant.base-url=" + url(), "losant.access-token=token",
				"losant.application-id=" + APPLICATION, "losant.retry.min-back-off=1ms",
				"losant.retry.max-back-off=1ms" };
	}

	ScriptedLosant answers(int status, String json) {
		this.server.enqueue(new MockResponse.Builder().code(status)
			.addHeader("Content-Type", "application/json")
			.body(json)
			.build());
		return this;
	}

	/** Answers after a second, so that the call's connection is in use until then. */
	ScriptedLosant answersLate() {
		this.server.enqueue(new MockResponse.Builder().addHeader("Content-Type", "application/json")
			.headersDelay(1, TimeUnit.SECONDS)
			.body("{}")
			.build());
		return this;
	}

	/** A stream with one event, which then stays open. */
	ScriptedLosant streams() {
		this.server.enqueue(new MockResponse.Builder().addHeader("Content-Type", "text/event-stream")
			.body("event: deviceState\ndata: {\"time\":\"2026-01-01T00:00:00.000Z\",\"data\":{\"temperature\":21}}\n\n")
			.build());
		return this;
	}

	RecordedRequest request() {
		try {
			return Objects.requireNonNull(this.server.takeRequest(PATIENCE, TimeUnit.SECONDS), "no request came");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
