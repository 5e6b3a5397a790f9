package io.losant4j.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is asked, the answer is one of Losant's: never does the simulator fail itself.
 * Each request is a good one with one value made odd. Another run asks others;
 * {@code -Dlosant.seed=} asks the same again.
 */
class OddRequestsTest {

	private static final int REQUESTS = 800;

	private static final String ALL = "{\"$or\":[{\"name\":{\"$contains\":\"e\",\"$ci\":true}},{\"id\":{\"$in\":[]}},"
			+ "{\"creationDate\":{\"$gt\":5}},{\"tags\":{\"$tagKey\":\"floor\",\"$tagValue\":{\"$nin\":[\"1\"]}}}]}";

	private static final String ATTRIBUTE = "{\"name\":\"n\",\"dataType\":\"number\",\"contentType\":\"x\",\"attributeTags\":"
			+ "{\"a\":\"b\"},\"system\":{\"aggregation\":\"MAX\",\"childAttributes\":[{\"name\":\"a\",\"mode\":\"all\"}]}}";

	private static final String DEVICE = "{\"name\":\"x\",\"description\":\"\",\"tags\":[{\"key\":\"a\",\"value\":\"b\"}],"
			+ "\"deviceClass\":\"floating\",\"parentId\":null,\"attributes\":[" + ATTRIBUTE + "]}";

	private static final List<String> ODD = List.of("null", "true", "0", "-1", "1.5", "1e300", "-1e300",
			"9223372036854775807", "1" + "0".repeat(400), "\"\"", "\"x\"", "\"" + "y".repeat(300) + "\"", "\"\\u0000\"",
			"\"000000000000000000000000\"", "[]", "{}", "[[]]", "{\"$eq\":{}}", "{\"$date\":\"x\"}", "[null]",
			"{\"\":1}");

	private static final List<String> PARAMETERS = List.of("limit", "start", "end", "duration", "since",
			"sortDirection", "sortField", "page", "perPage", "filter", "filterField", "parentId", "query",
			"deviceClass", "deviceClass[0]", "tagFilter[0][key]", "tagFilter[0]", "tagFilter[", "dataType",
			"startsWith", "key", "attributes", "resolution", "keepAliveInterval", "email", "callbackUrl",
			"tagsAsObject", "summaryInclude");

	/** A request that is good, but for its devices. */
	private record Request(String method, String path, String body) {
	}

	private static List<Request> good(String device) {
		List<Request> requests = new ArrayList<>();
		for (String path : List.of("", device, device + "/state", device + "/command", device + "/logs",
				device + "/compositeState", device + "/payloadCounts", device + "/payloadCountsBreakdown",
				device + "/attributes", "/devices", "/devices/compositeState", "/devices/attributeNames",
				"/devices/tagKeys", "/devices/tagValues", "/devices/deviceNames", "/jobLogs")) {
			requests.add(new Request("GET", path, ""));
		}
		requests.add(new Request("DELETE", device + "/data", ""));
		requests.add(new Request("POST", "/devices", DEVICE));
		requests
			.add(new Request("PATCH", device, "{\"description\":\"\",\"systemInterval\":5,\"keepDuplicates\":true}"));
		requests.add(new Request("POST", device + "/state", "[{\"time\":{\"$date\":\"2026-01-01\"},\"meta\":1,"
				+ "\"flowVersion\":\"x\",\"data\":{\"temperature\":1,\"door\":true,\"location\":\"1,2\"}}]"));
		requests.add(new Request("POST", device + "/command", "{\"name\":\"x\",\"payload\":1,\"time\":1}"));
		requests.add(new Request("POST", device + "/setConnectionStatus",
				"{\"status\":\"disconnected\",\"disconnectedAt\":1,\"messagesToClient\":1,\"ipAddress\":\"::1\"}"));
		requests.add(new Request("POST", device + "/export", "{\"start\":1,\"attributes\":[\"a\"],\"options\":{}}"));
		requests.add(new Request("POST", device + "/attributes", ATTRIBUTE));
		requests.add(new Request("PATCH", device + "/attributes/door", "{\"description\":\"\"}"));
		requests.add(new Request("PATCH", "/devices", "{\"query\":" + ALL + ",\"updateFields\":{\"description\":\"\"},"
				+ "\"updateOperations\":[{\"operation\":\"set\",\"target\":\"tag\",\"value\":{\"key\":\"a\",\"value\":\"b\"}},"
				+ "{\"operation\":\"remove\",\"target\":\"attribute\",\"attributeName\":\"n\"},"
				+ "{\"operation\":\"add\",\"target\":\"attribute\",\"value\":" + ATTRIBUTE + "}]}"));
		requests.add(new Request("POST", "/devices/restore", "{\"query\":" + ALL + ",\"forceJob\":true}"));
		requests.add(new Request("POST", "/devices/removeData",
				"{\"query\":" + ALL + ",\"start\":1,\"attributes\":[\"a\"]}"));
		requests.add(new Request("POST", "/devices/export", "{\"query\":" + ALL + ",\"format\":\"csv\"}"));
		requests.add(new Request("POST", "/devices/payloadCounts", "{\"query\":" + ALL + ",\"start\":-5}"));
		requests.add(new Request("POST", "/devices/command",
				"{\"name\":\"x\",\"deviceTags\":[{\"key\":\"a\"}],\"deviceIds\":[],\"deviceQuery\":" + ALL + "}"));
		requests.add(new Request("POST", "/data/time-series-query",
				"{\"start\":1,\"end\":0,\"duration\":5,\"resolution\":1,\"aggregation\":{\"type\":\"TIMEATVALUE\","
						+ "\"options\":{\"value\":1}},\"limit\":5,\"order\":\"asc\",\"deviceQuery\":" + ALL + "}"));
		requests
			.add(new Request("POST", "/data/time-series-query", "{\"resolution\":1000,\"aggregation\":\"MEDIAN\"}"));
		requests.add(new Request("POST", "/data/last-value-query", "{\"attribute\":\"a\",\"end\":1}"));
		requests.add(new Request("POST", "~/auth/device", "{\"deviceId\":\"000000000000000000000000\",\"key\":\"\","
				+ "\"tokenTTL\":1,\"requestedScopes\":[\"all.Device\"]}"));
		requests.add(new Request("POST", "~/auth/user", "{\"email\":\"a@example.com\",\"password\":\"12345678\"}"));
		return requests;
	}

	@Test
	void areAnswered() {
		long seed = Long.getLong("losant.seed", new Random().nextLong());
		Random random = new Random(seed);
		try (LosantSimulator simulator = LosantSimulator.builder().unthrottled().devices(5).start()) {
			Http http = new Http(simulator);
			List<Request> good = good("/devices/" + simulator.deviceIds().get(0));
			for (int i = 0; i < REQUESTS; i++) {
				Request request = odd(good.get(random.nextInt(good.size())), random);
				Http.Reply reply = http.send(http.request(request.method(), request.path(), request.body()));
				assertThat(reply.status()).as("-Dlosant.seed=%d: %s answered %s", seed, request, reply.json())
					.isIn(200, 201, 202, 400, 401, 404);
			}
		}
	}

	private static Request odd(Request request, Random random) {
		if (request.body().isEmpty() || random.nextInt(4) == 0) {
			String parameter = URLEncoder.encode(any(PARAMETERS, random), StandardCharsets.UTF_8) + "="
					+ URLEncoder.encode(any(ODD, random).replace("\"", ""), StandardCharsets.UTF_8);
			return new Request(request.method(), request.path() + "?" + parameter, request.body());
		}
		JsonNode body = json(request.body());
		List<Runnable> changes = new ArrayList<>();
		collect(body, json(any(ODD, random)), changes);
		changes.get(random.nextInt(changes.size())).run();
		return new Request(request.method(), request.path(), body.toString());
	}

	/** All the ways to put the odd value into the body. */
	private static void collect(JsonNode node, JsonNode odd, List<Runnable> changes) {
		if (node instanceof ObjectNode object) {
			changes.add(() -> object.set("other", odd));
			object.properties().forEach((field) -> {
				changes.add(() -> object.set(field.getKey(), odd));
				changes.add(() -> object.remove(field.getKey()));
				collect(field.getValue(), odd, changes);
			});
		}
		if (node instanceof ArrayNode array) {
			changes.add(() -> array.add(odd));
			array.forEach((item) -> collect(item, odd, changes));
		}
	}

	private static JsonNode json(String text) {
		return Json.read("test", text.getBytes(StandardCharsets.UTF_8));
	}

	private static String any(List<String> choices, Random random) {
		return choices.get(random.nextInt(choices.size()));
	}

}
