package io.losant4j.simulator;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One device: what it is, what it said and was told, and who listens.
 */
final class Device {

	private final String id;

	private final long created;

	private volatile Profile profile;

	private volatile long lastUpdated;

	private volatile @Nullable Long deletedAt;

	private final History<Readings> states = new History<>();

	private final History<Command> commands = new History<>();

	private final History<Connection> log = new History<>();

	private final int keptStates;

	private StateCounts stateCounts = new StateCounts(0, 0, 0, 0, 0, 0);

	private long newestState = Long.MIN_VALUE;

	private @Nullable Readings lastReadings;

	private final PayloadCounts counts = new PayloadCounts();

	private final Broadcast stateStream = new Broadcast("deviceState");

	private final Broadcast commandStream = new Broadcast("deviceCommand");

	Device(String id, Profile profile, long created, int keptStates) {
		this.id = id;
		this.profile = profile;
		this.created = created;
		this.lastUpdated = created;
		this.keptStates = keptStates;
	}

	/**
	 * Keeps a state and tells the listeners; both in one order, whoever else reports.
	 */
	synchronized void report(long time, Readings readings) {
		Readings sharing = readings.sharingNames(this.lastReadings);
		this.lastReadings = sharing;
		Readings known = this.states.merge(time, sharing, Readings::with);
		if (known == null) {
			int dropped = this.states.keepNewest(this.keptStates);
			int late = (time < this.newestState) ? 1 : 0;
			count(new StateCounts(1, 0, 0, 0, late, dropped));
			this.newestState = Math.max(this.newestState, time);
		}
		else {
			boolean same = known.with(sharing).says(known);
			count(new StateCounts(0, same ? 1 : 0, same ? 0 : 1, 0, 0, 0));
		}
		this.stateStream.send(() -> readings.toJson(time));
	}

	/** Counts a state that is too old or too far ahead to be kept. */
	synchronized void ignore() {
		count(new StateCounts(0, 0, 0, 1, 0, 0));
	}

	private void count(StateCounts more) {
		this.stateCounts = this.stateCounts.plus(more);
	}

	/** Keeps a command and tells the listeners. */
	synchronized void tell(long time, Command command) {
		this.commands.add(time, command);
		this.commandStream.send(() -> command.toJson(time));
	}

	/**
	 * Becomes another profile. What was reported for an attribute goes with it, also when
	 * it changes its type; a new name keeps it.
	 * @param renamed the new names of attributes by their old ones
	 */
	synchronized void become(Profile next, Map<String, String> renamed, long now) {
		Profile last = this.profile;
		last.attributes().keySet().forEach((name) -> {
			String newName = renamed.getOrDefault(name, name);
			String dataType = last.dataType(name);
			if (dataType == null || !dataType.equals(next.dataType(newName))) {
				this.states.edit(Window.ALL, (readings) -> readings.without(name));
			}
			else if (!newName.equals(name)) {
				this.states.edit(Window.ALL, (readings) -> readings.renamed(name, newName));
			}
		});
		this.profile = next;
		this.lastUpdated = now;
	}

	/** Goes, until it is restored. */
	synchronized void delete(long now) {
		this.deletedAt = now;
		this.stateStream.end();
		this.commandStream.end();
	}

	synchronized void restore() {
		this.deletedAt = null;
		this.stateStream.begin();
		this.commandStream.begin();
	}

	/** The newest value of each attribute within the window, with its time. */
	ObjectNode compositeState(Window window) {
		ObjectNode composite = Json.object();
		Map<String, JsonNode> attributes = this.profile.attributes();
		this.states.walk(window, true, (time, readings) -> {
			readings.forEach((name, value) -> {
				if (attributes.containsKey(name) && !composite.has(name)) {
					composite.putObject(name).put("time", Times.iso(time)).set("value", value);
				}
			});
			return composite.size() < attributes.size();
		});
		return composite;
	}

	/** {@code connected}, {@code disconnected}, or {@code null} before any of both. */
	@Nullable String connectionStatus() {
		List<String> last = this.log.read(Window.ALL, true, 1,
				(time, entry) -> entry.connected() ? "connected" : "disconnected");
		return last.isEmpty() ? null : last.get(0);
	}

	/** When the device last came or went, {@code null} where it never did. */
	@Nullable Long lastConnection(boolean connected) {
		Long[] last = new Long[1];
		this.log.walk(Window.ALL, true, (time, entry) -> {
			last[0] = (entry.connected() == connected) ? Long.valueOf(time) : null;
			return last[0] == null;
		});
		return last[0];
	}

	String id() {
		return this.id;
	}

	long created() {
		return this.created;
	}

	long lastUpdated() {
		return this.lastUpdated;
	}

	@Nullable Long deletedAt() {
		return this.deletedAt;
	}

	boolean isDeleted() {
		return this.deletedAt != null;
	}

	Profile profile() {
		return this.profile;
	}

	History<Readings> states() {
		return this.states;
	}

	History<Command> commands() {
		return this.commands;
	}

	History<Connection> log() {
		return this.log;
	}

	synchronized StateCounts stateCounts() {
		return this.stateCounts;
	}

	PayloadCounts counts() {
		return this.counts;
	}

	Broadcast stateStream() {
		return this.stateStream;
	}

	Broadcast commandStream() {
		return this.commandStream;
	}

}
