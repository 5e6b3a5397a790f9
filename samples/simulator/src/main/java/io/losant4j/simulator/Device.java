package io.losant4j.simulator;

import java.util.List;

import org.jspecify.annotations.Nullable;

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

	private final Broadcast stateStream = new Broadcast("deviceState");

	private final Broadcast commandStream = new Broadcast("deviceCommand");

	Device(String id, Profile profile, long created) {
		this.id = id;
		this.profile = profile;
		this.created = created;
		this.lastUpdated = created;
	}

	/**
	 * Keeps a state and tells the listeners; both in one order, whoever else reports.
	 */
	synchronized void report(long time, Readings readings) {
		this.states.merge(time, readings, Readings::with);
		this.stateStream.send(() -> readings.toJson(time));
	}

	/** Keeps a command and tells the listeners. */
	synchronized void tell(long time, Command command) {
		this.commands.add(time, command);
		this.commandStream.send(() -> command.toJson(time));
	}

	/** Keeps a change of the connection. */
	void connection(long time, Connection connection) {
		this.log.add(time, connection);
	}

	/** {@code connected}, {@code disconnected}, or {@code null} before any of both. */
	@Nullable String connectionStatus() {
		List<String> last = this.log.read(Window.ALL, true, 1,
				(time, entry) -> entry.connected() ? "connected" : "disconnected");
		return last.isEmpty() ? null : last.get(0);
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

	Broadcast stateStream() {
		return this.stateStream;
	}

	Broadcast commandStream() {
		return this.commandStream;
	}

}
