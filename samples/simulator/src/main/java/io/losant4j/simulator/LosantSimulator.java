package io.losant4j.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * A running simulator of Losant, bound to a port of the loopback interface.
 * <p>
 * It has one application and keeps all in memory until it is closed. It starts without
 * any device, unless it is told to make some:
 *
 * <pre class="code">
 * try (LosantSimulator losant = LosantSimulator.start()) {
 *     // a client for losant.baseUrl(), losant.accessToken() and losant.applicationId()
 * }
 * </pre>
 *
 * Its methods may be called by any thread that may block.
 *
 * @see <a href="https://docs.losant.com/rest-api/overview/">Losant: the REST API</a>
 */
public final class LosantSimulator implements AutoCloseable {

	private final Application application;

	private final String accessToken;

	private final AuthActions.Credentials credentials;

	private final List<String> deviceIds;

	private final HttpFront front;

	private final int port;

	private boolean online;

	private boolean closed;

	private LosantSimulator(Builder builder) {
		this.application = new Application(builder.applicationId, builder.clock);
		this.accessToken = builder.accessToken;
		this.credentials = new AuthActions.Credentials(builder.accessKey, builder.accessSecret,
				this.application.ids().next(), builder.email, builder.password);
		this.deviceIds = SampleDevices.make(this.application, builder.devices);
		Router router = new Router();
		Tokens tokens = new Tokens(builder.clock, builder.accessToken, builder.applicationId);
		Jobs jobs = new Jobs(this.application);
		AuthActions.addTo(router, this.application, tokens, this.credentials);
		ApplicationActions.addTo(router, this.application, this.credentials.userId());
		DeviceActions.addTo(router, this.application, jobs);
		DeviceHistoryActions.addTo(router, this.application);
		DeviceStreamActions.addTo(router, this.application);
		AttributeActions.addTo(router, this.application);
		DevicesActions.addTo(router, this.application);
		DevicesBulkActions.addTo(router, this.application, jobs, builder.jobThreshold);
		DevicesNameActions.addTo(router, this.application);
		DataActions.addTo(router, this.application, jobs);
		JobLogActions.addTo(router, this.application, jobs);
		this.front = new HttpFront(router, tokens, builder.maxBodySize);
		try {
			this.port = this.front.bind(builder.port);
		}
		catch (RuntimeException ex) {
			this.front.close();
			throw ex;
		}
		this.online = true;
	}

	/**
	 * Starts a simulator without devices on a free port.
	 * @return the running simulator
	 */
	public static LosantSimulator start() {
		return builder().start();
	}

	/**
	 * A simulator to be configured.
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Where the simulator listens.
	 * @return the base URL, such as {@code http://127.0.0.1:40123}, without a slash at
	 * its end
	 */
	public URI baseUrl() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/**
	 * The id of the one application.
	 * @return 24 hexadecimal characters
	 */
	public String applicationId() {
		return this.application.id();
	}

	/**
	 * The application's token, good for every action.
	 * @return the token
	 */
	public String accessToken() {
		return this.accessToken;
	}

	/**
	 * The access key with which every device authenticates.
	 * @return the key
	 */
	public String accessKey() {
		return this.credentials.accessKey();
	}

	/**
	 * The secret of the access key.
	 * @return the secret
	 */
	public String accessSecret() {
		return this.credentials.accessSecret();
	}

	/**
	 * The e-mail address of the one user.
	 * @return the address
	 */
	public String userEmail() {
		return this.credentials.email();
	}

	/**
	 * The password of the one user.
	 * @return the password
	 */
	public String userPassword() {
		return this.credentials.password();
	}

	/**
	 * The devices made at the start, as told by {@link Builder#devices(int)}.
	 * @return their ids, in the order of their creation
	 */
	public List<String> deviceIds() {
		return this.deviceIds;
	}

	/**
	 * Simulates an outage: unbinds the port and cuts every connection, and keeps what is
	 * stored. Does nothing where the simulator is off line already.
	 */
	public synchronized void goOffline() {
		this.front.unbind();
		this.online = false;
	}

	/**
	 * Ends an outage: binds the same port again. Does nothing where the simulator is on
	 * line.
	 * @throws IllegalStateException if the simulator was closed
	 */
	public synchronized void comeBack() {
		if (this.closed) {
			throw new IllegalStateException("the simulator was closed");
		}
		if (!this.online) {
			this.front.bind(this.port);
			this.online = true;
		}
	}

	/**
	 * Stops the simulator for good. Does nothing the second time.
	 */
	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			this.online = false;
			this.front.close();
		}
	}

	/** How many listen to a device's states and commands just now. */
	int listeners(String deviceId) {
		Device device = Objects.requireNonNull(this.application.find(deviceId));
		return device.stateStream().listeners() + device.commandStream().listeners();
	}

	/**
	 * How a simulator is to be.
	 */
	public static final class Builder {

		private int port;

		private int devices;

		private String applicationId = "575ec8687ae143cd83dc4a97";

		private String accessToken = "simulator-token";

		private String accessKey = "simulator-key";

		private String accessSecret = "simulator-secret";

		private String email = "user@example.com";

		private String password = "simulator-password";

		private int maxBodySize = 1024 * 1024;

		private int jobThreshold = 750;

		private Clock clock = Clock.systemUTC();

		private Builder() {
		}

		/**
		 * The port to listen on; 0, the default, takes a free one.
		 * @param port the port, 0 to 65535
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = within("port", port, 0, 65535);
			return this;
		}

		/**
		 * How many devices to make at the start, none by default. They have the
		 * attributes {@code temperature} and {@code humidity} (numbers), {@code door}
		 * (boolean), {@code status} (string) and {@code location} (gps), and a tag
		 * {@code floor}.
		 * @param devices the number of devices, 0 to 1,000,000
		 * @return this builder
		 */
		public Builder devices(int devices) {
			this.devices = within("devices", devices, 0, 1_000_000);
			return this;
		}

		/**
		 * The id of the application.
		 * @param applicationId 24 hexadecimal characters
		 * @return this builder
		 */
		public Builder applicationId(String applicationId) {
			if (!applicationId.matches("[A-Fa-f\\d]{24}")) {
				throw new IllegalArgumentException(
						"applicationId must be 24 hexadecimal characters, but was \"" + applicationId + "\"");
			}
			this.applicationId = applicationId;
			return this;
		}

		/**
		 * The application's token.
		 * @param accessToken the token, not blank
		 * @return this builder
		 */
		public Builder accessToken(String accessToken) {
			this.accessToken = notBlank("accessToken", accessToken);
			return this;
		}

		/**
		 * The access key with which every device authenticates.
		 * @param key the key, not blank
		 * @param secret its secret, not blank
		 * @return this builder
		 */
		public Builder accessKey(String key, String secret) {
			this.accessKey = notBlank("key", key);
			this.accessSecret = notBlank("secret", secret);
			return this;
		}

		/**
		 * The one user.
		 * @param email the address, not blank
		 * @param password the password, 8 characters or more
		 * @return this builder
		 */
		public Builder user(String email, String password) {
			if (password.length() < 8) {
				throw new IllegalArgumentException("password must have 8 characters or more");
			}
			this.email = notBlank("email", email);
			this.password = password;
			return this;
		}

		/**
		 * The number of devices above which a bulk action is answered by a job (202)
		 * rather than by what it did (200), 750 by default.
		 * @param jobThreshold the number of devices, 0 or more
		 * @return this builder
		 */
		public Builder jobThreshold(int jobThreshold) {
			this.jobThreshold = within("jobThreshold", jobThreshold, 0, Integer.MAX_VALUE);
			return this;
		}

		/**
		 * The size above which a body is answered by 413, 1 MiB by default.
		 * @param maxBodySize the size in bytes, 1 or more
		 * @return this builder
		 */
		public Builder maxBodySize(int maxBodySize) {
			this.maxBodySize = within("maxBodySize", maxBodySize, 1, Integer.MAX_VALUE);
			return this;
		}

		/**
		 * The clock that says what is now, the system's by default. Keep-alives go by
		 * real time.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Starts the simulator.
		 * @return the running simulator
		 */
		public LosantSimulator start() {
			return new LosantSimulator(this);
		}

		private static String notBlank(String name, String value) {
			if (value.isBlank()) {
				throw new IllegalArgumentException(name + " must not be blank");
			}
			return value;
		}

		private static int within(String name, int value, int min, int max) {
			if (value < min || value > max) {
				throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", but was " + value);
			}
			return value;
		}

	}

}
