package io.losant4j.samples.benchmarks;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.StreamException;
import io.losant4j.device.DeviceState;
import okhttp3.OkHttpClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * LaunchDarkly's event source for streams, which reads them on a thread that blocks.
 */
final class OkHttpEventSource implements Contender {

	/** It complains that the event source does not close its responses. */
	private static final Logger LOGGER = Logger.getLogger(OkHttpClient.class.getName());

	private final JsonMapper json = new JsonMapper();

	private final String baseUrl;

	OkHttpEventSource(String baseUrl) {
		this.baseUrl = baseUrl;
		LOGGER.setLevel(Level.OFF);
	}

	@Override
	public Set<Work> works() {
		return EnumSet.of(Work.EVENTS);
	}

	@Override
	public Flux<?> events(String deviceId) {
		URI uri = URI.create(this.baseUrl + Canned.devicePath(deviceId) + "/stateStream");
		return Flux
			.generate(() -> new EventSource.Builder(ConnectStrategy.http(uri)
				.header("Authorization", "Bearer " + Canned.TOKEN)
				.readTimeout(1, TimeUnit.MINUTES)).build(), this::next, EventSource::close)
			.subscribeOn(Schedulers.boundedElastic());
	}

	private EventSource next(EventSource source, SynchronousSink<Object> sink) {
		try {
			sink.next(this.json.readValue(source.readMessage().getData(), DeviceState.class));
		}
		catch (StreamException ex) {
			sink.error(ex);
		}
		return source;
	}

	@Override
	public void close() {
		// each stream closes its own connection
	}

}
