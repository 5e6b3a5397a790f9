package io.losant4j.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A live stream, read line by line.
 */
final class EventLines implements AutoCloseable {

	private final HttpResponse<InputStream> response;

	private final BufferedReader lines;

	private EventLines(HttpResponse<InputStream> response) {
		this.response = response;
		this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	static EventLines open(Http http, String path) {
		return new EventLines(Http.send(http.request("GET", path, null), HttpResponse.BodyHandlers.ofInputStream()));
	}

	HttpResponse<InputStream> response() {
		return this.response;
	}

	/** The next line, {@code null} at the end of the stream. */
	@Nullable String line() {
		try {
			return this.lines.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The next event as {@code name data}, {@code null} at the end of the stream. */
	@Nullable String event() {
		String line = line();
		while (line != null && !line.startsWith("event: ")) {
			line = line();
		}
		return (line != null) ? line.substring(7) + " " + String.valueOf(line()).substring(6) : null;
	}

	@Override
	public void close() throws IOException {
		this.lines.close();
	}

}
