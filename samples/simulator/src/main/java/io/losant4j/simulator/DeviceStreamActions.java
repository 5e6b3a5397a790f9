package io.losant4j.simulator;

import java.time.Duration;

/**
 * The live streams of a device.
 */
final class DeviceStreamActions {

	private static final int LONGEST_KEEP_ALIVE = 3600;

	private final Application application;

	private DeviceStreamActions(Application application) {
		this.application = application;
	}

	static void addTo(Router router, Application application) {
		DeviceStreamActions actions = new DeviceStreamActions(application);
		router.on("device.stateStream", "GET", DeviceActions.PATH + "/stateStream", actions::states);
		router.on("device.commandStream", "GET", DeviceActions.PATH + "/commandStream", actions::commands);
	}

	private Answer states(Call call) {
		return open(call, this.application.device(call).stateStream());
	}

	private Answer commands(Call call) {
		return open(call, this.application.device(call).commandStream());
	}

	private static Answer open(Call call, Broadcast broadcast) {
		int seconds = call.query().number("keepAliveInterval", 2, 1, LONGEST_KEEP_ALIVE);
		return new Answer.Events(broadcast.open(Duration.ofSeconds(seconds)));
	}

}
