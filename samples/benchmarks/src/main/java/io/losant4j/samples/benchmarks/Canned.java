package io.losant4j.samples.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/**
 * What the server answers, and where. The bodies have the shape of Losant's own.
 */
final class Canned {

	static final String TOKEN = "token-of-no-worth";

	static final String APPLICATION = "575ec8687ae143cd83dc4a97";

	/** Its stream never pauses; the streams of all others say one thing and then idle. */
	static final String BUSY = device(0);

	static final String DEVICES_PATH = "/applications/" + APPLICATION + "/devices";

	static final byte[] SUCCESS = bytes("{\"success\":true}");

	static final byte[] DEVICE = bytes(deviceJson(0));

	static final Map<String, Object> DATA = Map.of("temperature", -18.4, "humidity", 54, "door", "closed");

	private static final String EVENT = """
			event: deviceState
			data: {"time":"%s","data":{"temperature":-18.4,"humidity":54,"door":"closed"}}

			""";

	private Canned() {
	}

	static String device(int number) {
		return String.format(Locale.ROOT, "%024x", number);
	}

	static String devicePath(String deviceId) {
		return DEVICES_PATH + "/" + deviceId;
	}

	/** A page of so many devices. */
	static byte[] page(int devices) {
		String items = String.join(",", Collections.nCopies(devices, deviceJson(0)));
		return bytes("""
				{"items":[%s],"count":%d,"totalCount":%d,"perPage":%d,"page":0,"sortField":"name",\
				"sortDirection":"asc","applicationId":"%s"}""".formatted(items, devices, devices, devices,
				APPLICATION));
	}

	/** An event with this ISO time. */
	static byte[] event(String time) {
		return bytes(EVENT.formatted(time));
	}

	private static String deviceJson(int number) {
		return """
				{"id":"%1$s","deviceId":"%1$s","applicationId":"%2$s","creationDate":"2026-06-13T04:00:00.000Z",\
				"lastUpdated":"2026-06-14T04:00:00.123Z","name":"Freezer %3$d","description":"%4$s",\
				"tags":[{"key":"site","value":"berlin"},{"key":"floor","value":"8"},{"key":"customer","value":"4711"}],\
				"attributes":[%5$s,%6$s,%7$s],"deviceClass":"standalone","ancestorIds":[],"keepDuplicates":true,\
				"connectionInfo":{"connected":1,"time":"2026-06-14T08:15:00.000Z"}}""".formatted(device(number),
				APPLICATION, number, "Left of the door, below the second window. ".repeat(9),
				attribute("temperature", "number"), attribute("humidity", "number"), attribute("door", "string"));
	}

	private static String attribute(String name, String type) {
		return "{\"name\":\"%s\",\"dataType\":\"%s\",\"attributeTags\":{\"unit\":\"none\"}}".formatted(name, type);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
