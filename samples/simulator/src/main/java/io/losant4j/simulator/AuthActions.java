package io.losant4j.simulator;

import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The actions that give out tokens. All devices share one access key, and there is one
 * user.
 */
final class AuthActions {

	private static final Rule DEVICE_SCOPES = scopes(Rule.oneOf("all.Device", "all.Device.read", "data.export",
			"data.timeSeriesQuery", "data.lastValueQuery", "device.commandStream", "device.get",
			"device.getCompositeState", "device.getState", "device.stateStream", "device.getLogEntries",
			"device.getCommand", "device.debug", "device.sendState", "device.sendCommand", "device.setConnectionStatus",
			"devices.get", "devices.getCompositeState", "devices.sendCommand"));

	private static final Rule DEVICE_CREDENTIALS = Rule.closed()
		.required("deviceId", Rule.ID)
		.optional("key", Rule.text(0, Integer.MAX_VALUE))
		.optional("secret", Rule.text(0, Integer.MAX_VALUE))
		.optional("tokenTTL", Rule.integer(0, Integer.MAX_VALUE))
		.optional("requestedScopes", DEVICE_SCOPES);

	private static final Rule USER_CREDENTIALS = Rule.closed()
		.required("email", Rule.EMAIL)
		.required("password", Rule.text(8, 2048))
		.optional("twoFactorCode", Rule.text(0, 2048))
		.optional("tokenTTL", Rule.integer(0, Integer.MAX_VALUE))
		.optional("requestedScopes", scopes(Rule.text(1, 255)));

	private final Application application;

	private final Tokens tokens;

	private final Credentials credentials;

	private AuthActions(Application application, Tokens tokens, Credentials credentials) {
		this.application = application;
		this.tokens = tokens;
		this.credentials = credentials;
	}

	/** What is to be said to get a token. */
	record Credentials(String accessKey, String accessSecret, String userId, String email, String password) {
	}

	static void addTo(Router router, Application application, Tokens tokens, Credentials credentials) {
		AuthActions actions = new AuthActions(application, tokens, credentials);
		router.onOpen("auth.authenticateDevice", "POST", "/auth/device", actions::authenticateDevice);
		router.onOpen("auth.authenticateUser", "POST", "/auth/user", actions::authenticateUser);
		router.on("me.refreshToken", "GET", "/me/refreshToken", actions::refreshToken);
	}

	private Answer authenticateDevice(Call call) {
		JsonNode body = call.body("credentials", DEVICE_CREDENTIALS);
		Device device = this.application.find(body.path("deviceId").stringValue());
		if (device == null || !body.path("key").asString("").equals(this.credentials.accessKey())
				|| !body.path("secret").asString("").equals(this.credentials.accessSecret())) {
			throw ApiError.unauthorized("Invalid authentication");
		}
		ObjectNode answer = Json.object().put("applicationId", this.application.id()).put("deviceId", device.id());
		answer.put("deviceClass", device.profile().deviceClass()).put("ownerType", "user").put("filterType", "all");
		answer.putArray("pubTopics");
		answer.putArray("subTopics");
		return Answer.of(answer.put("token", issue(Caller.Kind.DEVICE, device.id(), "all.Device", body)));
	}

	private Answer authenticateUser(Call call) {
		JsonNode body = call.body("credentials", USER_CREDENTIALS);
		if (!body.path("email").stringValue().equals(this.credentials.email())
				|| !body.path("password").stringValue().equals(this.credentials.password())) {
			throw ApiError.unauthorized("Invalid authentication");
		}
		return Answer.of(user(issue(Caller.Kind.USER, this.credentials.userId(), "all.User", body)));
	}

	private Answer refreshToken(Call call) {
		if (call.caller().kind() != Caller.Kind.USER) {
			throw ApiError.unauthorized("The token is not that of a user");
		}
		return Answer.of(user(this.tokens.renew(call.authorization())));
	}

	private ObjectNode user(String token) {
		return Json.object().put("userId", this.credentials.userId()).put("token", token);
	}

	private String issue(Caller.Kind kind, String id, String defaultScope, JsonNode body) {
		Set<String> scopes = new LinkedHashSet<>();
		body.path("requestedScopes").forEach((scope) -> scopes.add(scope.stringValue()));
		Caller caller = new Caller(kind, id, scopes.isEmpty() ? Set.of(defaultScope) : scopes);
		return this.tokens.issue(caller, body.path("tokenTTL").asLong(0));
	}

	private static Rule scopes(Rule scope) {
		return (at, value) -> {
			Rule.list(Integer.MAX_VALUE, scope).check(at, value);
			Set<JsonNode> different = new LinkedHashSet<>();
			value.forEach((item) -> Rule.require(different.add(item), at, "must not have an item twice"));
		};
	}

}
