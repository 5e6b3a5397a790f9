package io.losant4j.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.losant4j.device.DeviceState;

/**
 * A state that is to be sent, with its time, and the reports that it is made of. Touched
 * on the drain loop only.
 */
final class Entry {

	private final List<Item> items = new ArrayList<>(1);

	private final Instant time;

	private final long taken;

	private DeviceState state;

	private int bytes;

	/**
	 * Begins an entry with one report.
	 * @param item the report
	 * @param time under which millisecond its state is sent
	 * @param bytes the bytes of its state in a call
	 * @param taken the tick at which it was taken
	 */
	Entry(Item item, long time, int bytes, long taken) {
		this.items.add(item);
		this.time = Instant.ofEpochMilli(time);
		this.state = item.report().state().at(this.time);
		this.bytes = bytes;
		this.taken = taken;
	}

	/**
	 * Makes one state of two of the same millisecond, as Losant would of two calls.
	 * @return whether it did; not if they would be too large together, or do not mean the
	 * same but for their values
	 */
	boolean merge(Item later, Inspection inspection) {
		DeviceState other = later.report().state();
		if (!Objects.equals(other.meta(), this.state.meta())
				|| !Objects.equals(other.flowVersion(), this.state.flowVersion())) {
			return false;
		}
		Map<String, Object> data = new LinkedHashMap<>(this.state.data());
		data.putAll(other.data());
		DeviceState merged = new DeviceState(this.time, data, this.state.meta(), this.state.flowVersion());
		int size = inspection.measure(merged);
		if (size > inspection.maxBytes()) {
			return false;
		}
		this.state = merged;
		this.bytes = size;
		this.items.add(later);
		return true;
	}

	/** An entry for each report, of the same millisecond, in order. */
	List<Entry> apart() {
		return this.items.stream()
			.map((item) -> new Entry(item, this.time.toEpochMilli(), item.bytes(), this.taken))
			.toList();
	}

	List<Item> items() {
		return this.items;
	}

	DeviceState state() {
		return this.state;
	}

	Instant time() {
		return this.time;
	}

	int bytes() {
		return this.bytes;
	}

	long taken() {
		return this.taken;
	}

	/** Whether somebody will not wait for others to share the call with. */
	boolean isUrgent() {
		return this.items.stream().anyMatch((item) -> item.write().isUrgent());
	}

}
