package io.losant4j.simulator;

/**
 * The actions on one device itself.
 */
final class DeviceActions {

	static final String PATH = "/applications/{applicationId}/devices/{deviceId}";

	private final Application application;

	private DeviceActions(Application application) {
		this.application = application;
	}

	static void addTo(Router router, Application application) {
		DeviceActions actions = new DeviceActions(application);
		router.on("device.get", "GET", PATH, actions::get);
	}

	private Answer get(Call call) {
		Device device = this.application.device(call);
		return Answer.of(DeviceView.of(this.application, call.query()).toJson(device));
	}

}
