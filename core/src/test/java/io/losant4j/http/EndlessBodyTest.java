package io.losant4j.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantDataException;
import io.netty.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers whose body is of no interest, and does not end.
 */
class EndlessBodyTest {

	private final List<Channel> connections = new CopyOnWriteArrayList<>();

	private final DisposableServer losant = HttpServer.create()
		.port(0)
		.doOnConnection((connection) -> this.connections.add(connection.channel()))
		.handle((request, response) -> response.header("Content-Type", type(request.uri()))
			.sendString(Flux.interval(Duration.ofMillis(50)).onBackpressureDrop().map((tick) -> "x".repeat(40_000))))
		.bindNow();

	private final LosantHttp http = LosantHttp.create("http://localhost:" + this.losant.port(),
			Credentials.accessToken("token"), HttpOptions.defaults(), RetryPolicy.none(), WebClient.builder());

	@AfterEach
	void stop() {
		this.http.close();
		this.losant.disposeNow();
	}

	private static String type(String uri) {
		return switch (uri.substring(1, 5)) {
			case "page" -> "text/html";
			case "none" -> "text/event-stream; charset=unheard-of";
			default -> "application/json";
		};
	}

	@Test
	void aCallIsOverWithItsStatus() {
		Mono<Void> call = this.http.resource("/here").post("here.post", "").retrieveNothing();

		StepVerifier.create(call).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aPageIsNotReadToItsEnd() {
		Mono<Object> page = this.http.resource("/page").get("page.get", "").retrieve(Object.class);

		StepVerifier.create(page)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageEndingWith("answered with text/html instead of JSON"))
			.verify(TIMEOUT);
	}

	@Test
	void aStreamThatIsNoneSaysSo() {
		Flux<DataBuffer> stream = this.http.resource("/there").get("there.stream", "").stream((body) -> body);

		StepVerifier.create(stream)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageEndingWith("answered with application/json instead of an event stream"))
			.verify(TIMEOUT);
	}

	@Test
	void aTypeThatIsNoneHoldsNoConnection() throws InterruptedException {
		Flux<DataBuffer> stream = this.http.resource("/none").get("none.stream", "").stream((body) -> body);

		StepVerifier.create(stream)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageEndingWith("answered with text/event-stream; charset=unheard-of instead of an event stream"))
			.verify(TIMEOUT);

		assertThat(this.connections).hasSize(1);
		assertThat(this.connections.get(0).closeFuture().await(TIMEOUT.toMillis())).isTrue();
	}

}
