package io.losant4j;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.losant4j.auth.Credentials;
import io.losant4j.auth.DeviceCredentials;
import io.losant4j.auth.UserCredentials;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceExport;
import io.losant4j.device.DevicesExport;
import io.losant4j.device.TimeRange;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.ProxyOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A canary is put wherever a secret may be, and is seen nowhere: not in a log at any
 * level of anybody, nor in an exception, nor in what describes the client.
 */
class SecretsTest {

	private static final String CANARY = "c4n4ry";

	private static final StreamOptions STREAM = StreamOptions.defaults().withOpenTimeout(Duration.ofMillis(500));

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	/** All that anybody could have seen. */
	private final List<String> seen = new ArrayList<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.root.addAppender(this.log);
		this.root.setLevel(Level.TRACE);
	}

	@AfterEach
	void stopListening() {
		this.root.setLevel(this.level);
		this.root.detachAppender(this.log);
	}

	@ParameterizedTest
	@EnumSource
	void noFailureShowsASecret(Fault fault) throws IOException {
		try (Fault.Server server = fault.server()) {
			for (Credentials credentials : credentials()) {
				callAll(server.baseUrl(), credentials, null);
			}
		}

		assertThat(seen()).anyMatch((line) -> line.contains("device.get GET"))
			.noneMatch((line) -> line.contains(CANARY));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 400, 401, 413 })
	void noAnswerThatRepeatsASecretShowsIt(int status) throws IOException {
		try (MockWebServer losant = new MockWebServer()) {
			losant.setDispatcher(new Dispatcher() {
				@Override
				public MockResponse dispatch(RecordedRequest request) {
					return repeating(request, status);
				}
			});
			losant.start();
			for (Credentials credentials : credentials()) {
				callAll("http://localhost:" + losant.getPort(), credentials, null);
			}
		}

		assertThat(seen()).anyMatch((line) -> line.contains("/auth/device")).noneMatch((line) -> line.contains(CANARY));
	}

	@Test
	void noProxyPasswordIsShown() throws IOException {
		try (MockWebServer proxy = new MockWebServer()) {
			proxy.setDispatcher(new Dispatcher() {
				@Override
				public MockResponse dispatch(RecordedRequest request) {
					return new MockResponse.Builder().code(407).build();
				}
			});
			proxy.start();
			callAll("https://losant.invalid", Credentials.accessToken(CANARY + "-token"),
					ProxyOptions.of("localhost", proxy.getPort()).withLogin("proxy-user", CANARY + "-proxy"));
		}

		assertThat(seen()).anyMatch((line) -> line.contains("407")).noneMatch((line) -> line.contains(CANARY));
	}

	private static List<Credentials> credentials() {
		return List.of(Credentials.accessToken(CANARY + "-token"),
				Credentials.accessToken(Mono.just(CANARY + "-token-of-a-vault")),
				DeviceCredentials.of(DEVICE, CANARY + "-key", CANARY + "-secret"),
				UserCredentials.of(CANARY + "@example.com", CANARY + "-password").twoFactorCode(CANARY + "-code"));
	}

	/** A server that says all it has heard, and a token, in every field of its answer. */
	private static MockResponse repeating(RecordedRequest request, int status) {
		String heard = request.getHeaders()
			.values("Authorization")
			.stream()
			.findFirst()
			.orElse("")
			.replace("Bearer ", "");
		String body = (request.getBody() != null) ? request.getBody().utf8().replace("\"", "\\\"") : "";
		boolean login = request.getTarget().startsWith("/auth/");
		return new MockResponse.Builder().code(login && status != 401 ? 200 : status)
			.addHeader("Content-Type", "application/json")
			.body("{\"type\":\"T\",\"message\":\"" + heard + " " + (login ? body : "") + "\",\"token\":\"" + CANARY
					+ "-of-a-login\"," + "\"creationDate\":\"" + CANARY + "\",\"time\":\"" + CANARY + "\"}")
			.build();
	}

	private void callAll(String baseUrl, Credentials credentials, @Nullable ProxyOptions proxy) {
		HttpOptions http = HttpOptions.defaults().withResponseTimeout(Duration.ofMillis(500)).withProxy(proxy);
		LosantClient.Builder builder = LosantClient.builder()
			.baseUrl(baseUrl)
			.credentials(credentials)
			.http(http)
			.retry(RetryPolicy.defaults().withMaxAttempts(2).withBackOff(Duration.ofMillis(1), Duration.ofMillis(1)));
		try (LosantClient client = builder.build()) {
			this.seen
				.addAll(Stream.of(http, credentials, builder, client, client.auth()).map(String::valueOf).toList());
			calls(client).forEach((call) -> Flux.from(call)
				.doOnNext((answer) -> this.seen.add(answer.toString()))
				.onErrorResume((error) -> {
					this.seen.add(printed(error));
					return Mono.empty();
				})
				.blockLast(TIMEOUT));
		}
	}

	private static List<Publisher<?>> calls(LosantClient client) {
		LosantCall<?> secretBody = LosantCall.post("/somewhere", Void.class)
			.named("device.sendState")
			.body(Map.of("password", CANARY + "-of-the-application"));
		URI callback = URI.create("https://example.com/callback?secret=" + CANARY);
		DeviceActions device = client.application(APPLICATION).device(DEVICE);
		return List.of(device.get(), client.call(secretBody),
				device.export(DeviceExport.within(TimeRange.all()).callbackUrl(callback)),
				client.application(APPLICATION).devices().export(DevicesExport.all().callbackUrl(callback)),
				client.auth().authenticateDevice(DeviceCredentials.of(DEVICE, CANARY + "-key", CANARY + "-secret")),
				client.auth().authenticateUser(UserCredentials.of("a@b", CANARY + "-password")),
				device.stateSignals(STREAM).take(1));
	}

	private List<String> seen() {
		List.copyOf(this.log.list)
			.forEach((event) -> this.seen.add(event.getLoggerName() + " " + event.getFormattedMessage() + " "
					+ event.getMDCPropertyMap() + ((event.getThrowableProxy() != null)
							? ThrowableProxyUtil.asString(event.getThrowableProxy()) : "")));
		return this.seen;
	}

	private static String printed(Throwable error) {
		StringWriter text = new StringWriter();
		error.printStackTrace(new PrintWriter(text, true));
		return text.toString();
	}

}
