package io.losant4j.simulator;

import java.net.URI;
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

	private final Throttle throttle;

	private final Faults faults;

	private final HttpFront front;

	private final int port;

	private boolean online;

	private boolean closed;

	LosantSimulator(SimulatorBuilder builder) {
		this.application = new Application(builder.applicationId, builder.clock, builder.keptStates);
		this.accessToken = builder.accessToken;
		this.credentials = new AuthActions.Credentials(builder.accessKey, builder.accessSecret,
				this.application.ids().next(), builder.email, builder.password);
		this.deviceIds = SampleDevices.make(this.application, builder.devices);
		this.throttle = new Throttle(builder.throttledCalls, builder.throttledPer);
		this.faults = new Faults(builder.faults, builder.seed);
		Router router = new Router();
		Tokens tokens = new Tokens(builder.clock, builder.accessToken, builder.applicationId);
		Jobs jobs = new Jobs(this.application, builder.jobDuration);
		AuthActions.addTo(router, this.application, tokens, this.credentials);
		ApplicationActions.addTo(router, this.application, this.credentials.userId());
		DeviceActions.addTo(router, this.application, jobs);
		DeviceHistoryActions.addTo(router, this.application, this.throttle);
		DeviceStreamActions.addTo(router, this.application);
		AttributeActions.addTo(router, this.application);
		DevicesActions.addTo(router, this.application);
		DevicesBulkActions.addTo(router, this.application, jobs, builder.jobThreshold);
		DevicesNameActions.addTo(router, this.application);
		DataActions.addTo(router, this.application, jobs);
		JobLogActions.addTo(router, this.application, jobs);
		this.front = new HttpFront(router, tokens, jobs, this.faults, builder.maxBodySize);
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
	public static SimulatorBuilder builder() {
		return new SimulatorBuilder();
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
	 * The devices made at the start, as told by {@link SimulatorBuilder#devices(int)}.
	 * @return their ids, in the order of their creation
	 */
	public List<String> deviceIds() {
		return this.deviceIds;
	}

	/**
	 * What became of the states that a device sent.
	 * @param deviceId the id of the device
	 * @return the counts since the device was made
	 * @throws IllegalArgumentException if there is no such device
	 */
	public StateCounts stateCounts(String deviceId) {
		Device device = this.application.find(deviceId);
		if (device == null) {
			throw new IllegalArgumentException("deviceId must be of a device, but was \"" + deviceId + "\"");
		}
		return device.stateCounts();
	}

	/**
	 * How many calls were answered 429 because too many came for their device. Those
	 * refused by {@link #faults()} do not count.
	 * @return the number of calls
	 */
	public long throttled() {
		return this.throttle.refused();
	}

	/**
	 * What goes wrong on purpose: to be changed at any time, and counted.
	 * @return the faults
	 */
	public Faults faults() {
		return this.faults;
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

}
