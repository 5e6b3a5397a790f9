package io.losant4j.simulator;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of one state: values by attribute. Kept in flat arrays, as a million of them
 * must fit; not to be changed.
 */
final class Readings {

	private final String[] names;

	private final JsonNode[] values;

	private final @Nullable JsonNode meta;

	private final @Nullable String flowVersion;

	Readings(String[] names, JsonNode[] values, @Nullable JsonNode meta, @Nullable String flowVersion) {
		this.names = names;
		this.values = values;
		this.meta = meta;
		this.flowVersion = flowVersion;
	}

	@Nullable JsonNode value(String name) {
		for (int i = 0; i < this.names.length; i++) {
			if (this.names[i].equals(name)) {
				return this.values[i];
			}
		}
		return null;
	}

	void forEach(BiConsumer<String, JsonNode> look) {
		for (int i = 0; i < this.names.length; i++) {
			look.accept(this.names[i], this.values[i]);
		}
	}

	/**
	 * These readings, overwritten by what the later report of the same moment carries.
	 */
	Readings with(Readings later) {
		String[] mergedNames = Arrays.copyOf(this.names, this.names.length + later.names.length);
		JsonNode[] mergedValues = Arrays.copyOf(this.values, mergedNames.length);
		int size = this.names.length;
		for (int i = 0; i < later.names.length; i++) {
			int place = Arrays.asList(this.names).indexOf(later.names[i]);
			place = (place < 0) ? size++ : place;
			mergedNames[place] = later.names[i];
			mergedValues[place] = later.values[i];
		}
		return new Readings(Arrays.copyOf(mergedNames, size), Arrays.copyOf(mergedValues, size),
				(later.meta != null) ? later.meta : this.meta,
				(later.flowVersion != null) ? later.flowVersion : this.flowVersion);
	}

	/** Whether both say the same. */
	boolean says(Readings other) {
		return Arrays.equals(this.names, other.names) && Arrays.equals(this.values, other.values)
				&& Objects.equals(this.meta, other.meta) && Objects.equals(this.flowVersion, other.flowVersion);
	}

	/**
	 * These readings, with the other's names where they are equal: a device's mostly are.
	 */
	Readings sharingNames(@Nullable Readings other) {
		if (other == null || !Arrays.equals(this.names, other.names)) {
			return this;
		}
		return new Readings(other.names, this.values, this.meta, this.flowVersion);
	}

	/** These readings without an attribute, {@code null} where nothing is left. */
	@Nullable Readings without(String name) {
		int place = Arrays.asList(this.names).indexOf(name);
		if (place < 0) {
			return this;
		}
		int last = this.names.length - 1;
		if (last == 0) {
			return null;
		}
		String[] leftNames = Arrays.copyOf(this.names, last);
		JsonNode[] leftValues = Arrays.copyOf(this.values, last);
		System.arraycopy(this.names, place + 1, leftNames, place, last - place);
		System.arraycopy(this.values, place + 1, leftValues, place, last - place);
		return new Readings(leftNames, leftValues, this.meta, this.flowVersion);
	}

	/** These readings with a new name for an attribute. */
	Readings renamed(String name, String newName) {
		String[] renamed = this.names.clone();
		for (int i = 0; i < renamed.length; i++) {
			renamed[i] = renamed[i].equals(name) ? newName : renamed[i];
		}
		return new Readings(renamed, this.values, this.meta, this.flowVersion);
	}

	/** The state as it is answered. */
	ObjectNode toJson(long time) {
		ObjectNode state = Json.object().put("time", Times.iso(time));
		ObjectNode data = state.putObject("data");
		forEach(data::set);
		if (this.meta != null) {
			state.set("meta", this.meta);
		}
		if (this.flowVersion != null) {
			state.put("flowVersion", this.flowVersion);
		}
		return state;
	}

}
