package io.losant4j;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	/** The connection is reset after the request was read. */
	RST_AFTER(true),

	/** So is one that a call has been made on before, of {@link #PRIME}. */
	RST_REUSED(true),

	/** Losant has processed the request, and all but the head of its answer is lost. */
	TRUNCATED(true),

	/** Losant does not answer. */
	TIMEOUT(true),

	/** Losant throttles. */
	STATUS_429(false),

	STATUS_500(true), STATUS_502(true), STATUS_503(true), STATUS_504(true);

	private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

	/** What is answered on days on which nothing else is. */
	static final String PRIME = "/prime";

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
			case RESET_BEFORE -> resetting("https", (socket) -> true);
			case RST_AFTER, RST_REUSED -> resetting("http", Fault::isToBeReset);
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

	/** Resets connections, once one is ready for it. */
	private static Server resetting(String scheme, Ready ready) throws IOException {
		ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		AtomicInteger reset = new AtomicInteger();
		daemon("resetting-server", () -> {
			while (!listening.isClosed()) {
				Socket socket = listening.accept();
				daemon("resetting-connection", () -> {
					try (socket) {
						if (ready.isToBeReset(socket)) {
							reset.incrementAndGet();
							socket.setSoLinger(true, 0);
						}
					}
				});
			}
		});
		return new Server(scheme + "://127.0.0.1:" + listening.getLocalPort(), reset, listening);
	}

	private static void daemon(String name, Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (SocketException ex) {
				// The other side, or the test, is over.
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
	}

	/** Reads requests, and answers them, until there is one that is not to prime. */
	private static boolean isToBeReset(Socket socket) throws IOException {
		InputStream input = new BufferedInputStream(socket.getInputStream());
		String head = head(input);
		while (head.startsWith("GET " + PRIME)) {
			socket.getOutputStream()
				.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			head = head(input);
		}
		Matcher length = CONTENT_LENGTH.matcher(head);
		input.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
		return !head.isEmpty();
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = input.read();
			if (read < 0) {
				return "";
			}
			head.append((char) read);
		}
		return head.toString();
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

	/** Whether a connection is to be reset; may wait for something to come. */
	private interface Ready {

		boolean isToBeReset(Socket socket) throws IOException;

	}

	private interface Work {

		void run() throws IOException;

	}

}
