package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How devices hang together: a peripheral on its gateway, a device within its systems.
 */
final class Relations {

	private static final Set<String> GATEWAYS = Set.of("gateway", "edgeCompute");

	private static final String SYSTEM = "system";

	private Relations() {
	}

	/** Throws where a profile cannot be the next one of the device. */
	static void check(Application application, @Nullable Device device, Profile next) {
		String deviceClass = next.deviceClass();
		if (device != null && !device.profile().deviceClass().equals(deviceClass)) {
			Rule.require(!SYSTEM.equals(deviceClass) && !SYSTEM.equals(device.profile().deviceClass()),
					"device.deviceClass", "must not change to or from " + SYSTEM);
		}
		String gatewayId = next.gatewayId();
		if (gatewayId != null) {
			Device gateway = application.find(gatewayId);
			Rule.require(gateway != null && GATEWAYS.contains(gateway.profile().deviceClass()), "device.gatewayId",
					"must be the id of a gateway or an edgeCompute device");
		}
		Rule.require(gatewayId != null || !deviceClass.equals("peripheral"), "device.gatewayId",
				"is required for a peripheral");
		String parentId = next.parentId();
		if (parentId != null) {
			Device parent = application.find(parentId);
			Rule.require(parent != null && SYSTEM.equals(parent.profile().deviceClass()), "device.parentId",
					"must be the id of a system");
			Rule.require(device == null || !ancestors(application, next).contains(device.id()), "device.parentId",
					"must not be the device itself or a part of it");
		}
	}

	/** The ids of the systems around a device, nearest first. */
	static List<String> ancestors(Application application, Profile profile) {
		List<String> ancestors = new ArrayList<>();
		String next = profile.parentId();
		while (next != null && !ancestors.contains(next)) {
			Device parent = application.find(next);
			if (parent == null) {
				break;
			}
			ancestors.add(next);
			next = parent.profile().parentId();
		}
		return ancestors;
	}

}
