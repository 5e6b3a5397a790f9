package io.losant4j.data;

import java.util.Map;

import reactor.core.publisher.Mono;

/**
 * Questions to the data of an application's devices. Thread-safe, cheap to make and to
 * keep.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a call of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}.
 *
 * @see <a href="https://docs.losant.com/rest-api/data/">Losant: data actions</a>
 */
public interface DataActions {

	/**
	 * The id of the application.
	 * @return 24 hexadecimal characters
	 */
	String applicationId();

	/**
	 * Retrieves what devices reported over a range of time, as it was or aggregated.
	 * @param query which range, devices and attributes, and how they are aggregated
	 * @return emits the data of all devices in one answer and completes; errors with a
	 * {@link io.losant4j.error.LosantDataException} where the answer is larger than
	 * {@link io.losant4j.http.HttpOptions#maxResponseSize()}
	 * @see <a href="https://docs.losant.com/rest-api/data/#time-series-query">Losant:
	 * time series query</a>
	 */
	Mono<TimeSeriesData> timeSeriesQuery(TimeSeriesQuery query);

	/**
	 * Retrieves the last value of an attribute for each of some devices.
	 * @param query which attribute and which devices
	 * @return emits the last values by the id of their device, in the answer's order, and
	 * completes; a device without a value is not in the map
	 * @see <a href="https://docs.losant.com/rest-api/data/#last-value-query">Losant: last
	 * value query</a>
	 */
	Mono<Map<String, DataPoint>> lastValueQuery(LastValueQuery query);

}
