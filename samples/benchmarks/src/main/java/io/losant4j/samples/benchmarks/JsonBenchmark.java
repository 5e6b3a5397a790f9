package io.losant4j.samples.benchmarks;

import java.util.concurrent.TimeUnit;

import io.losant4j.auth.Credentials;
import io.losant4j.device.Device;
import io.losant4j.device.DevicePage;
import io.losant4j.device.DeviceState;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Reads JSON by the client's own mapper, and the same by Jackson as it comes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

	private static final byte[] STATE = "{\"time\":\"2026-06-14T04:00:00.123Z\",\"data\":{\"temperature\":-18.4,\"humidity\":54,\"door\":\"closed\"}}"
		.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

	private static final byte[] PAGE = Canned.page(1_000);

	private final LosantHttp http = LosantHttp.create("http://127.0.0.1:1", Credentials.accessToken(Canned.TOKEN),
			HttpOptions.defaults(), RetryPolicy.none(), WebClient.builder());

	private final JsonMapper jackson = new JsonMapper();

	private final ObjectReader states = this.http.reader(DeviceState.class);

	private final ObjectReader devices = this.http.reader(Device.class);

	private final ObjectReader pages = this.http.reader(DevicePage.class);

	private final ObjectReader jacksonStates = this.jackson.readerFor(DeviceState.class);

	private final ObjectReader jacksonDevices = this.jackson.readerFor(Device.class);

	private final ObjectReader jacksonPages = this.jackson.readerFor(DevicePage.class);

	/** Made by JMH. */
	public JsonBenchmark() {
	}

	/**
	 * Reads a state.
	 * @return the state
	 */
	@Benchmark
	public DeviceState state() {
		return this.states.readValue(STATE);
	}

	/**
	 * Reads a state by Jackson's defaults.
	 * @return the state
	 */
	@Benchmark
	public DeviceState stateByDefaults() {
		return this.jacksonStates.readValue(STATE);
	}

	/**
	 * Reads a device.
	 * @return the device
	 */
	@Benchmark
	public Device device() {
		return this.devices.readValue(Canned.DEVICE);
	}

	/**
	 * Reads a device by Jackson's defaults.
	 * @return the device
	 */
	@Benchmark
	public Device deviceByDefaults() {
		return this.jacksonDevices.readValue(Canned.DEVICE);
	}

	/**
	 * Reads a page of a thousand devices.
	 * @return the page
	 */
	@Benchmark
	public DevicePage page() {
		return this.pages.readValue(PAGE);
	}

	/**
	 * Reads a page of a thousand devices by Jackson's defaults.
	 * @return the page
	 */
	@Benchmark
	public DevicePage pageByDefaults() {
		return this.jacksonPages.readValue(PAGE);
	}

}
