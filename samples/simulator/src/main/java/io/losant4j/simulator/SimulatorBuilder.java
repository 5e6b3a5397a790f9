package io.losant4j.simulator;

import java.time.Clock;
import java.time.Duration;

/**
 * How a simulator is to be.
 *
 * @see LosantSimulator#builder()
 */
public final class SimulatorBuilder {

	int port;

	int devices;

	String applicationId = "575ec8687ae143cd83dc4a97";

	String accessToken = "simulator-token";

	String accessKey = "simulator-key";

	String accessSecret = "simulator-secret";

	String email = "user@example.com";

	String password = "simulator-password";

	int maxBodySize = 1024 * 1024;

	int jobThreshold = 750;

	Duration jobDuration = Duration.ZERO;

	int keptStates = Integer.MAX_VALUE;

	int throttledCalls = 30;

	Duration throttledPer = Duration.ofSeconds(15);

	FaultPlan faults = FaultPlan.none();

	long seed = System.nanoTime();

	Clock clock = Clock.systemUTC();

	SimulatorBuilder() {
	}

	/**
	 * The port to listen on; 0, the default, takes a free one.
	 * @param port the port, 0 to 65535
	 * @return this builder
	 */
	public SimulatorBuilder port(int port) {
		this.port = within("port", port, 0, 65535);
		return this;
	}

	/**
	 * How many devices to make at the start, none by default. They have the attributes
	 * {@code temperature} and {@code humidity} (numbers), {@code door} (boolean),
	 * {@code status} (string) and {@code location} (gps), and a tag {@code floor}.
	 * @param devices the number of devices, 0 to 1,000,000
	 * @return this builder
	 */
	public SimulatorBuilder devices(int devices) {
		this.devices = within("devices", devices, 0, 1_000_000);
		return this;
	}

	/**
	 * The id of the application.
	 * @param applicationId 24 hexadecimal characters
	 * @return this builder
	 */
	public SimulatorBuilder applicationId(String applicationId) {
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
	public SimulatorBuilder accessToken(String accessToken) {
		this.accessToken = notBlank("accessToken", accessToken);
		return this;
	}

	/**
	 * The access key with which every device authenticates.
	 * @param key the key, not blank
	 * @param secret its secret, not blank
	 * @return this builder
	 */
	public SimulatorBuilder accessKey(String key, String secret) {
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
	public SimulatorBuilder user(String email, String password) {
		if (password.length() < 8) {
			throw new IllegalArgumentException("password must have 8 characters or more");
		}
		this.email = notBlank("email", email);
		this.password = password;
		return this;
	}

	/**
	 * The number of devices above which a bulk action is answered by a job (202) rather
	 * than by what it did (200), 750 by default. With 0, it is a job wherever it finds
	 * any.
	 * @param jobThreshold the number of devices, 0 or more
	 * @return this builder
	 */
	public SimulatorBuilder jobThreshold(int jobThreshold) {
		this.jobThreshold = within("jobThreshold", jobThreshold, 0, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * How long a job takes by the clock of the simulator, no time by default. Its log
	 * tells that it is queued for the first half, that it is in progress for the second,
	 * and that it is completed by the first call that comes after that: it is then that
	 * its work is done.
	 * @param jobDuration the duration, 0 or more
	 * @return this builder
	 */
	public SimulatorBuilder jobDuration(Duration jobDuration) {
		if (jobDuration.isNegative()) {
			throw new IllegalArgumentException("jobDuration must not be negative, but was " + jobDuration);
		}
		this.jobDuration = jobDuration;
		return this;
	}

	/**
	 * How many states to keep of each device, the newest; all of them by default. A state
	 * takes about a hundred bytes.
	 * @param newest the number of states, 1 or more
	 * @return this builder
	 * @see LosantSimulator#stateCounts(String)
	 */
	public SimulatorBuilder keepStates(int newest) {
		this.keptStates = within("newest", newest, 1, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * The size above which a body is answered by 413, 1 MiB by default.
	 * @param maxBodySize the size in bytes, 1 or more
	 * @return this builder
	 */
	public SimulatorBuilder maxBodySize(int maxBodySize) {
		this.maxBodySize = within("maxBodySize", maxBodySize, 1, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * How many {@code sendState} and, apart from them, how many {@code sendCommand} calls
	 * a device takes; those above it are answered by 429, without a {@code Retry-After},
	 * and count for nothing. 30 calls within any 15 s by default, as Losant documents it.
	 * @param calls the number of calls, 1 to 1,000,000
	 * @param per the length of the window that slides over them, 1 ms or more
	 * @return this builder
	 * @see <a href="https://docs.losant.com/rest-api/overview/">Losant: throttling</a>
	 */
	public SimulatorBuilder throttle(int calls, Duration per) {
		if (per.toMillis() < 1) {
			throw new IllegalArgumentException("per must be 1 ms or more, but was " + per);
		}
		this.throttledCalls = within("calls", calls, 1, 1_000_000);
		this.throttledPer = per;
		return this;
	}

	/**
	 * Lets a device take any number of calls.
	 * @return this builder
	 */
	public SimulatorBuilder unthrottled() {
		this.throttledCalls = Throttle.NEVER;
		return this;
	}

	/**
	 * What goes wrong on purpose from the start, nothing by default.
	 * @param plan the plan
	 * @return this builder
	 * @see LosantSimulator#faults()
	 */
	public SimulatorBuilder faults(FaultPlan plan) {
		this.faults = plan;
		return this;
	}

	/**
	 * The seed of the faults: the n-th call meets the same fate under the same seed and
	 * plan. Another one each time by default, told by {@link Faults#seed()}.
	 * @param seed any number
	 * @return this builder
	 */
	public SimulatorBuilder seed(long seed) {
		this.seed = seed;
		return this;
	}

	/**
	 * The clock that says what is now, the system's by default. Keep-alives and delays go
	 * by real time.
	 * @param clock the clock
	 * @return this builder
	 */
	public SimulatorBuilder clock(Clock clock) {
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
