package io.losant4j.samples.bulk;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.losant4j.bulk.DeviceReport;
import io.losant4j.device.DataType;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.UpdateOperation;

/**
 * Says what a row means. Rows come in the order of the file, all of them, so that a run
 * that is resumed says of each what the first one said. An empty cell means nothing.
 */
final class Planner {

	private final Columns columns;

	private final Directory directory;

	private final Instant started;

	/** The row of each device that has one already, or how many rows it has. */
	private final Map<String, Long> rows = new HashMap<>();

	/**
	 * Sets up a planner.
	 * @param started the time of states that have none
	 */
	Planner(Columns columns, Directory directory, Instant started) {
		this.columns = columns;
		this.directory = directory;
		this.started = started;
	}

	/**
	 * What a row changes. Other tags and attributes of the device are not mentioned: who
	 * adds one while the program runs shall keep it.
	 * @return the change, empty where the device is that way already
	 * @throws IllegalArgumentException if the row makes no sense
	 */
	Optional<Change> update(Row row) {
		Device device = device(row);
		String id = Objects.requireNonNull(device.id());
		Long earlier = this.rows.putIfAbsent(id, row.number());
		if (earlier != null) {
			throw new IllegalArgumentException("row " + earlier + " is for the same device");
		}
		List<UpdateOperation> operations = new ArrayList<>();
		this.columns.tags().forEach((key, column) -> {
			String value = row.cell(column);
			if (!value.isEmpty() && !device.tagValues(key).equals(List.of(value))) {
				operations.add(UpdateOperation.setTag(DeviceTag.of(key, value)));
			}
		});
		this.columns.attributes().forEach((name, column) -> {
			if (!row.cell(column).isEmpty() && isMissing(device, name, DataType.of(row.cell(column)))) {
				operations.add(UpdateOperation.addAttribute(DeviceAttribute.of(name, DataType.of(row.cell(column)))));
			}
		});
		return operations.isEmpty() ? Optional.empty() : Optional.of(new Change(id, operations));
	}

	/**
	 * What a row reports. Without a time it is the moment when the file was begun, a
	 * millisecond later for each further row of the device.
	 * @return the state, empty where the row has none
	 * @throws IllegalArgumentException if the row makes no sense
	 */
	Optional<DeviceReport> report(Row row) {
		Device device = device(row);
		String id = Objects.requireNonNull(device.id());
		long before = this.rows.merge(id, 1L, Long::sum) - 1;
		Map<String, Object> data = new LinkedHashMap<>();
		this.columns.states().forEach((name, column) -> {
			if (!row.cell(column).isEmpty()) {
				data.put(name, value(device, name, row.cell(column)));
			}
		});
		Instant time = this.columns.time()
			.map(row::cell)
			.filter((cell) -> !cell.isEmpty())
			.map(Planner::time)
			.orElse(this.started.plusMillis(before));
		return data.isEmpty() ? Optional.empty() : Optional.of(new DeviceReport(id, DeviceState.of(data).at(time)));
	}

	private Device device(Row row) {
		if (!row.surplus().isEmpty()) {
			throw new IllegalArgumentException("the header has no columns for the last cells " + row.surplus());
		}
		return this.directory.find(this.columns.device(), row.cell(this.columns.device()));
	}

	private static boolean isMissing(Device device, String name, DataType type) {
		DataType before = device.attribute(name).map(DeviceAttribute::dataType).orElse(null);
		if (before != null && !before.equals(type)) {
			throw new IllegalArgumentException(
					"attribute '" + name + "' is of type " + before + ", and would lose its history as " + type);
		}
		return before == null;
	}

	private static Object value(Device device, String name, String cell) {
		DataType type = device.attribute(name)
			.map(DeviceAttribute::dataType)
			.orElseThrow(() -> new IllegalArgumentException("the device has no attribute '" + name + "'"));
		if (type.equals(DataType.NUMBER)) {
			try {
				return new BigDecimal(cell);
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException("attribute '" + name + "' must be a number, was '" + cell + "'", ex);
			}
		}
		if (type.equals(DataType.BOOLEAN)) {
			if (!cell.equals("true") && !cell.equals("false")) {
				throw new IllegalArgumentException(
						"attribute '" + name + "' must be true or false, was '" + cell + "'");
			}
			return Boolean.valueOf(cell);
		}
		return cell;
	}

	private static Instant time(String cell) {
		try {
			return cell.matches("\\d+") ? Instant.ofEpochMilli(Long.parseLong(cell)) : Instant.parse(cell);
		}
		catch (DateTimeException | NumberFormatException ex) {
			throw new IllegalArgumentException(
					"time must be as 2026-11-20T08:15:00Z or in milliseconds, was '" + cell + "'", ex);
		}
	}

}
