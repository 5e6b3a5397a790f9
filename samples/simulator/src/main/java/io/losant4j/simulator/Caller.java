package io.losant4j.simulator;

import java.util.Set;

/**
 * Who asks.
 *
 * @param kind what the token belongs to
 * @param id the id of that
 * @param scopes what the token may do
 */
record Caller(Kind kind, String id, Set<String> scopes) {

	private static final Set<String> DEVICE_READS = Set.of("device.get", "device.getState", "device.getCommand",
			"device.getCompositeState", "device.getLogEntries", "device.stateStream", "device.commandStream",
			"devices.get", "devices.getCompositeState", "data.timeSeriesQuery", "data.lastValueQuery", "data.export");

	private static final Set<String> DEVICE_WRITES = Set.of("device.sendState", "device.sendCommand",
			"device.setConnectionStatus", "devices.sendCommand");

	private static final Set<String> READING_POSTS = Set.of("device.export", "devices.export", "devices.payloadCounts",
			"data.timeSeriesQuery", "data.lastValueQuery", "data.export");

	/** The caller of an action that needs no token. */
	static final Caller ANYONE = new Caller(Kind.USER, "", Set.of());

	/** What a token belongs to. */
	enum Kind {

		APPLICATION("apiToken"), USER("user"), DEVICE("device");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		/** How a job's log names it. */
		String text() {
			return this.text;
		}

	}

	/** Throws where the token's scopes do not cover the action. */
	void requireScope(String action, String method) {
		String resource = action.substring(0, action.indexOf('.'));
		boolean named = this.scopes.contains(action) || this.scopes.contains(resource + ".*");
		if (!named && !mayAsOneOfAll(action, method)) {
			throw ApiError.forbidden("The token's scopes do not cover " + action);
		}
	}

	private boolean mayAsOneOfAll(String action, String method) {
		boolean reads = method.equals("GET") || READING_POSTS.contains(action);
		boolean open = this.kind != Kind.DEVICE || DEVICE_READS.contains(action) || DEVICE_WRITES.contains(action);
		return open && this.scopes.stream()
			.anyMatch((scope) -> scope.startsWith("all.") && (reads || !scope.endsWith(".read")));
	}

	/** Whether the caller may know of a device: a device knows itself only. */
	boolean sees(String deviceId) {
		return this.kind != Kind.DEVICE || this.id.equalsIgnoreCase(deviceId);
	}

	void requireDevice(String deviceId) {
		if (!sees(deviceId)) {
			throw ApiError.forbidden("The token belongs to another device");
		}
	}

}
