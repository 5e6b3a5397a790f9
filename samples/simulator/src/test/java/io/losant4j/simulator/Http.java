package io.losant4j.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Plain HTTP to a simulator, for tests.
 *
 * @param simulator whom to ask
 * @param token whose token to send, blank for none
 */
record Http(LosantSimulator simulator, String token) {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	Http(LosantSimulator simulator) {
		this(simulator, simulator.accessToken());
	}

	/** The same with another token. */
	Http as(String otherToken) {
		return new Http(this.simulator, otherToken);
	}

	Reply get(String path) {
		return send(request("GET", path, null));
	}

	Reply post(String path, String body) {
		return send(request("POST", path, body));
	}

	Reply patch(String path, String body) {
		return send(request("PATCH", path, body));
	}

	Reply delete(String path) {
		return send(request("DELETE", path, null));
	}

	/** Makes a device and returns its id. */
	String device(String body) {
		return post("/devices", body).is(201).text("id");
	}

	/** A request to a path of the application, or to an absolute one after a tilde. */
	HttpRequest.Builder request(String method, String path, @Nullable String body) {
		String full = path.startsWith("~") ? path.substring(1)
				: "/applications/" + this.simulator.applicationId() + path;
		HttpRequest.BodyPublisher publisher = (body != null)
				? HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)
				: HttpRequest.BodyPublishers.noBody();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.simulator.baseUrl() + full))
			.timeout(PATIENCE)
			.method(method, publisher);
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		return this.token.isEmpty() ? request : request.header("Authorization", "Bearer " + this.token);
	}

	Reply send(HttpRequest.Builder request) {
		HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
		return new Reply(response.statusCode(), Json.read("answer", response.body()),
				response.headers().firstValue("Content-Type").orElse(""));
	}

	static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
		try {
			return CLIENT.send(request.build(), handler);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** What came back. */
	record Reply(int status, JsonNode body, String contentType) {

		/** Fails where the status is another one, and shows the body then. */
		Reply is(int expected) {
			if (this.status != expected) {
				throw new AssertionError("expected " + expected + " but was " + this.status + ": " + this.body);
			}
			return this;
		}

		/** Fails unless it is an error of this kind whose message has this text. */
		Reply isError(int expected, String type, String message) {
			is(expected);
			if (!text("type").equals(type) || !text("message").contains(message)) {
				throw new AssertionError("expected " + type + " with \"" + message + "\" but was " + this.body);
			}
			return this;
		}

		/** A text by its JSON pointer without the first slash. */
		String text(String pointer) {
			return this.body.at("/" + pointer).asString();
		}

		String json() {
			return this.body.toString();
		}

	}

}
