package io.losant4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/**
 * What a bad day does to every request.
 */
enum Fault {

	/** Nobody listens. */
	REFUSED(false),

	/** The connection is reset before a request can be written: while TLS is agreed. */
	RESET_BEFORE(false),

	/** The connection is closed after the request was read. */
	RESET_AFTER(true),

	/** Losant has processed the request, and all but the head of its answer is lost. */
	TRUNCATED(true),

	/** Losant does not answer. */
	TIMEOUT(true),

	/** Losant throttles. */
	STATUS_429(false),

	STATUS_500(true), STATUS_502(true), STATUS_503(true), STATUS_504(true);

	/** Whether Losant may have processed the request. */
	final boolean mayBeProcessed;

	Fault(boolean mayBeProcessed) {
		this.mayBeProcessed = mayBeProcessed;
	}

	boolean isAnswer() {
		return name().startsWith("STATUS_");
	}

	int status() {
		return Integer.parseInt(name().substring("STATUS_".length()));
	}

	Server server() throws IOException {
		return switch (this) {
			case REFUSED -> refusing();
			case RESET_BEFORE -> resetting();
			default -> answering(answer());
		};
	}

	private MockResponse answer() {
		MockResponse.Builder answer = new MockResponse.Builder().addHeader("Content-Type", "application/json");
		return switch (this) {
			case RESET_AFTER -> answer.onResponseStart(new SocketEffect.CloseSocket()).build();
			case TRUNCATED -> answer.body("{\"a\":\"" + "x".repeat(1_000) + "\"}")
				.onResponseBody(new SocketEffect.CloseSocket())
				.build();
			case TIMEOUT -> answer.onResponseStart(SocketEffect.Stall.INSTANCE).build();
			default -> answer.code(status()).body("{\"type\":\"T\",\"message\":\"m\"}").build();
		};
	}

	private static Server refusing() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		return new Server("http://127.0.0.1:" + port, null, () -> {
		});
	}

	private static Server resetting() throws IOException {
		ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		AtomicInteger accepted = new AtomicInteger();
		Thread thread = new Thread(() -> {
			while (!listening.isClosed()) {
				try (Socket socket = listening.accept()) {
					accepted.incrementAndGet();
					socket.setSoLinger(true, 0);
				}
				catch (SocketException ex) {
					return;
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}, "resetting-server");
		thread.setDaemon(true);
		thread.start();
		return new Server("https://127.0.0.1:" + listening.getLocalPort(), accepted, listening);
	}

	private static Server answering(MockResponse answer) throws IOException {
		MockWebServer server = new MockWebServer();
		AtomicInteger requests = new AtomicInteger();
		server.setDispatcher(new Dispatcher() {
			@Override
			public MockResponse dispatch(RecordedRequest request) {
				requests.incrementAndGet();
				return answer;
			}
		});
		server.start();
		return new Server("http://localhost:" + server.getPort(), requests, server);
	}

	/**
	 * A server with this fault.
	 *
	 * @param baseUrl where it is
	 * @param attempts how many attempts it saw, or {@code null} where it sees none
	 * @param closing ends it
	 */
	record Server(String baseUrl, @Nullable AtomicInteger attempts, Closeable closing) implements AutoCloseable {

		@Override
		public void close() throws IOException {
			this.closing.close();
		}

	}

}
