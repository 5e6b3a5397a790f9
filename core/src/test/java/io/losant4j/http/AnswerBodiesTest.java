package io.losant4j.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import io.losant4j.MockLosant;
import io.losant4j.LosantCall;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantDataException;
import io.losant4j.error.LosantException;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Whatever stands between the client and Losant may answer.
 */
class AnswerBodiesTest {

	private static final String NAME = "call GET /somewhere";

	private final MockLosant losant = MockLosant.start();

	@AfterEach
	void close() {
		this.losant.close();
	}

	static Stream<Arguments> tellsWhatASuccessWithoutSenseWas() {
		return Stream.of(arguments("text/html", "<html>Sign in</html>", "answered with text/html instead of JSON"),
				arguments("json; charset", "{}", "answered with json; charset instead of JSON"),
				arguments("application/json", "{\"a\":\"s3cret", "could not be read or written"),
				arguments("application/json", "{\"a\":s3cret}", "could not be read or written"),
				arguments("application/json", "[\"s3cret\"]", "could not be read or written"),
				arguments("application/json", "<html>s3cret</html>", "could not be read or written"));
	}

	@ParameterizedTest
	@MethodSource
	void tellsWhatASuccessWithoutSenseWas(String type, String body, String message) {
		this.losant.given(new MockResponse.Builder().addHeader("Content-Type", type).body(body).build());

		StepVerifier.create(this.losant.client().call(LosantCall.get("/somewhere", Map.class)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith(NAME + " " + message)
				.hasMessageNotContaining("s3cret")
				.matches(AnswerBodiesTest::mayBeProcessed))
			.verify(TIMEOUT);
	}

	@Test
	void tellsThatASuccessCouldNotBeUnpacked() {
		this.losant.given(new MockResponse.Builder().addHeader("Content-Type", "application/json")
			.addHeader("Content-Encoding", "gzip")
			.body("{}, and no gzip at all")
			.build());

		StepVerifier.create(this.losant.client().call(LosantCall.get("/somewhere", Map.class)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith(NAME + " could not be read")
				.matches(AnswerBodiesTest::mayBeProcessed))
			.verify(TIMEOUT);
	}

	@Test
	void aBodyThatCannotBeWrittenIsNotProcessed() {
		StepVerifier.create(this.losant.client().call(LosantCall.post("/somewhere", Map.class).body(new Unwritable())))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith("call POST /somewhere could not be read or written")
				.hasMessageNotContaining("s3cret")
				.matches((ex) -> !mayBeProcessed(ex)))
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isZero();
	}

	private static boolean mayBeProcessed(Throwable error) {
		return ((LosantException) error).request().orElseThrow().mayBeProcessed();
	}

	static final class Unwritable {

		public String getValue() {
			return Optional.<String>empty().orElseThrow(() -> new IllegalStateException("s3cret"));
		}

	}

	@ParameterizedTest
	@CsvSource({ "413, ''", "502, <html>Bad gateway</html>", "503, {\"type\":", "404, ''" })
	void keepsTheStatusOfAnErrorWithoutSense(int status, String body) {
		this.losant.given(new MockResponse.Builder().code(status)
			.addHeader("Content-Type", "text/html")
			.addHeader("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")
			.body(body)
			.build());

		StepVerifier.create(this.losant.client().call(LosantCall.get("/somewhere", Map.class)))
			.expectErrorSatisfies((error) -> assertThat(error).hasMessage(NAME + " answered " + status)
				.isInstanceOfSatisfying(LosantApiException.class, (answer) -> {
					assertThat(answer.retryAfter()).contains(Duration.ZERO);
					assertThat(answer.request().orElseThrow().attempts()).isOne();
				}))
			.verify(TIMEOUT);
	}

	@Test
	void takesCompressedAnswers() throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write("{\"a\":\"compressed\"}".getBytes(StandardCharsets.UTF_8));
		}
		this.losant.given(new MockResponse.Builder().addHeader("Content-Type", "application/json")
			.addHeader("Content-Encoding", "gzip")
			.body(new Buffer().write(compressed.toByteArray()))
			.build());

		StepVerifier.create(this.losant.client().call(LosantCall.get("/somewhere", Map.class)))
			.expectNext(Map.of("a", "compressed"))
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(this.losant.take().getHeaders().get("Accept-Encoding")).contains("gzip");
	}

}
