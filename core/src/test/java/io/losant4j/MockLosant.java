package io.losant4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.losant4j.auth.Credentials;
import io.losant4j.http.RetryPolicy;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A scripted Losant: answers what it was told, in order, and shows what it was sent. Its
 * client makes no call again, so that each answer is for the call that was meant.
 */
public final class MockLosant implements AutoCloseable {

	public static final String APPLICATION = "575ec8687ae143cd83dc4a97";

	public static final String DEVICE = "575ecf887ae143cd83dc4aa2";

	public static final String TOKEN = "a-token-nobody-may-see";

	/** How long any one step of a test may take before it counts as hanging. */
	public static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String PLAIN = "?_actions=false&_links=false&_embedded=true";

	private final MockWebServer server = new MockWebServer();

	private final LosantClient client;

	private MockLosant() throws IOException {
		this.server.start();
		this.client = LosantClient.builder()
			.baseUrl("http://localhost:" + this.server.getPort())
			.credentials(Credentials.accessToken(TOKEN))
			.retry(RetryPolicy.none())
			.build();
	}

	public static MockLosant start() {
		try {
			return new MockLosant();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String baseUrl() {
		return "http://localhost:" + this.server.getPort();
	}

	public LosantClient client() {
		return this.client;
	}

	public LosantApplication application() {
		return this.client.application(APPLICATION);
	}

	public void given(MockResponse answer) {
		this.server.enqueue(answer);
	}

	public void given(int status, String json) {
		given(new MockResponse.Builder().code(status).addHeader("Content-Type", "application/json").body(json).build());
	}

	public void givenSuccess() {
		given(200, "{\"success\":true}");
	}

	/**
	 * The next request, as text: the request line, the headers that the client decides,
	 * and the body.
	 */
	public String request() {
		RecordedRequest request = take();
		String headers = Stream
			.of("Accept", "Accept-Version", "Authorization", "Content-Type", "User-Agent", "losantdomain")
			.filter((name) -> request.getHeaders().get(name) != null)
			.map((name) -> name + ": " + request.getHeaders().get(name))
			.collect(Collectors.joining("\n"));
		String body = (request.getBody() != null) ? request.getBody().utf8() : "";
		return request.getMethod() + " " + request.getTarget() + "\n" + headers + "\n\n" + body;
	}

	public RecordedRequest take() {
		try {
			return Objects.requireNonNull(this.server.takeRequest(TIMEOUT.toSeconds(), TimeUnit.SECONDS),
					"no request came");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int requestCount() {
		return this.server.getRequestCount();
	}

	/**
	 * A call as it should look on the wire.
	 * @param line method and path, with the action's own query
	 * @param body the JSON body, or {@code null} for none
	 */
	public static String call(String line, @Nullable String body) {
		return line + (line.contains("?") ? PLAIN.replace('?', '&') : PLAIN) + "\nAccept: application/json\n"
				+ "Accept-Version: ^1.30.0\nAuthorization: Bearer " + TOKEN
				+ ((body != null) ? "\nContent-Type: application/json" : "") + "\nUser-Agent: losant4j/dev\n\n"
				+ ((body != null) ? body : "");
	}

	/** An answer with every field of its schema. */
	public static String answer(String name) {
		try (InputStream input = MockLosant.class.getResourceAsStream("/answers/" + name + ".json")) {
			return new String(Objects.requireNonNull(input, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
