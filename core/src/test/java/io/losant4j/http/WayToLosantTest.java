package io.losant4j.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantConnectionException;
import io.netty.channel.ConnectTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands between the client and Losant, over real sockets: a proxy, or nothing that
 * answers.
 */
class WayToLosantTest {

	private final DisposableServer losant = HttpServer.create()
		.port(0)
		.route((routes) -> routes
			.post("/here",
					(request, response) -> response.header("Content-Type", "application/json")
						.sendString(Mono.just("{\"host\":\"" + request.requestHeaders().get("Host") + "\"}")))
			.get("/there", (request, response) -> response.sse().sendString(Mono.just(":\n\n"))))
		.bindNow();

	@AfterEach
	void stop() {
		this.losant.disposeNow();
	}

	@Test
	void callsAndStreamsGoThroughTheProxyThatSeesNoToken() throws IOException {
		try (TunnelProxy proxy = TunnelProxy.willing();
				LosantHttp http = http(this.losant.port(), proxied(proxy.options().withLogin("me", "open sesame")))) {
			StepVerifier.create(call(http))
				.expectNext(new Answer("localhost:" + this.losant.port()))
				.expectComplete()
				.verify(TIMEOUT);
			StepVerifier
				.create(http.resource("/there")
					.get("there.stream", "")
					.stream((body) -> body.map(DataBufferUtils::release)))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);

			assertThat(proxy.requests()).hasSize(2)
				.allSatisfy((head) -> assertThat(head)
					.startsWith("CONNECT localhost:" + this.losant.port() + " HTTP/1.1\r\n")
					.containsIgnoringCase("\r\nproxy-authorization: Basic bWU6b3BlbiBzZXNhbWU=\r\n")
					.doesNotContain("secret-token"));
		}
	}

	@Test
	void aProxyThatRefusesIsNamedAndItsPasswordIsNot() throws IOException {
		try (TunnelProxy proxy = TunnelProxy.refusing();
				LosantHttp http = http(this.losant.port(), proxied(proxy.options().withLogin("me", "open sesame")))) {
			StepVerifier.create(call(http)).expectErrorSatisfies((error) -> {
				assertThat(error).hasMessageContaining("was not sent: the proxy")
					.hasMessageContaining("407")
					.message()
					.doesNotContain("sesame");
				assertThat(((LosantConnectionException) error).mayBeProcessed()).isFalse();
			}).verify(TIMEOUT);
		}
	}

	@Test
	void aServerThatDoesNotPickUpIsGivenUpWithinTheConnectTimeout() throws IOException {
		try (Deaf deaf = new Deaf();
				LosantHttp http = http(deaf.port(),
						HttpOptions.defaults().withConnectTimeout(Duration.ofMillis(100)))) {
			StepVerifier.create(call(http)).expectErrorSatisfies((error) -> {
				assertThat(error).isInstanceOf(LosantConnectionException.class)
					.hasRootCauseInstanceOf(ConnectTimeoutException.class)
					.hasMessageContaining("100 ms");
				assertThat(((LosantConnectionException) error).mayBeProcessed()).isFalse();
			}).verify(TIMEOUT);
		}
	}

	private static HttpOptions proxied(ProxyOptions proxy) {
		return HttpOptions.defaults().withProxy(proxy);
	}

	private static Mono<Answer> call(LosantHttp http) {
		return http.resource("/here").post("here.post", "").body(new Answer("?")).retrieve(Answer.class);
	}

	private static LosantHttp http(int port, HttpOptions options) {
		return LosantHttp.create("http://localhost:" + port, Credentials.accessToken("secret-token"), options,
				RetryPolicy.none(), WebClient.builder());
	}

	record Answer(String host) {
	}

	/** Listens, but nobody ever takes a connection off its queue, which is full. */
	private static final class Deaf implements AutoCloseable {

		private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));

		private final List<Socket> queue = new ArrayList<>();

		Deaf() throws IOException {
			while (knock()) {
				assertThat(this.queue).as("connections that nobody took").hasSizeLessThan(100);
			}
		}

		private boolean knock() throws IOException {
			Socket socket = new Socket();
			this.queue.add(socket);
			try {
				socket.connect(this.server.getLocalSocketAddress(), 200);
				return true;
			}
			catch (SocketTimeoutException ex) {
				return false;
			}
		}

		int port() {
			return this.server.getLocalPort();
		}

		@Override
		public void close() throws IOException {
			for (Socket socket : this.queue) {
				socket.close();
			}
			this.server.close();
		}

	}

}
