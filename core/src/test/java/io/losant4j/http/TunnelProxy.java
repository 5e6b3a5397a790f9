package io.losant4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy that tunnels to where it is asked, or refuses to; shows what it was
 * asked.
 */
final class TunnelProxy implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final String answer;

	private TunnelProxy(String answer) throws IOException {
		this.answer = answer;
		this.threads.execute(this::accept);
	}

	static TunnelProxy willing() throws IOException {
		return new TunnelProxy("200 Connection established");
	}

	static TunnelProxy refusing() throws IOException {
		return new TunnelProxy("407 Proxy Authentication Required");
	}

	ProxyOptions options() {
		return ProxyOptions.of(this.server.getInetAddress().getHostAddress(), this.server.getLocalPort());
	}

	/** The heads of the requests, each as it came. */
	List<String> requests() {
		return this.requests;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.sockets.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = head(client.getInputStream());
			this.requests.add(head);
			client.getOutputStream()
				.write(("HTTP/1.1 " + this.answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			if (this.answer.startsWith("200")) {
				tunnel(client, head.split("[ :]", 4)[1], Integer.parseInt(head.split("[ :]", 4)[2]));
			}
		}
		catch (IOException ex) {
			// one of both hung up
		}
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) input.read());
		}
		return head.toString();
	}

	private void tunnel(Socket client, String host, int port) throws IOException {
		try (Socket server = new Socket(host, port)) {
			this.sockets.add(server);
			this.threads.execute(() -> copy(server, client));
			client.getInputStream().transferTo(server.getOutputStream());
		}
	}

	private static void copy(Socket from, Socket to) {
		try (OutputStream output = to.getOutputStream()) {
			from.getInputStream().transferTo(output);
		}
		catch (IOException ex) {
			// one of both hung up
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

}
