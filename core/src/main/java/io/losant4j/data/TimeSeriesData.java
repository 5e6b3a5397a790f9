package io.losant4j.data;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.losant4j.device.Check;
import io.losant4j.device.SortDirection;
import org.jspecify.annotations.Nullable;

/**
 * What devices reported over a range of time. What an answer does not carry is
 * {@code null}, or an empty map.
 *
 * @param start the start of the range
 * @param end the end of the range
 * @param resolution the length of an interval in milliseconds; {@code null} where values
 * were not aggregated
 * @param aggregation how the values of an interval became one
 * @param limit the most points that were asked for; {@code null} where there was no limit
 * @param order the direction of the points
 * @param devices the data by the id of its device
 */
public record TimeSeriesData(@Nullable Instant start, @Nullable Instant end, @Nullable Long resolution,
		@Nullable TimeSeriesAggregation aggregation, @Nullable Long limit, @Nullable SortDirection order,
		Map<String, Series> devices) {

	public TimeSeriesData {
		devices = Check.frozen(devices);
	}

	/**
	 * The data of one device.
	 *
	 * @param name the name of the device
	 * @param tags the values of the device's tags by key
	 * @param points the points in the order that was asked for
	 */
	public record Series(@Nullable String name, Map<String, List<String>> tags, List<DataPoint> points) {

		public Series {
			tags = Check.frozen(tags);
			points = Check.frozen(points);
		}

	}

}
