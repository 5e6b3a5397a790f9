package io.losant4j.simulator;

import java.util.Arrays;

import tools.jackson.databind.node.ObjectNode;

/**
 * The application itself.
 */
final class ApplicationActions {

	private final Application application;

	private final String ownerId;

	private ApplicationActions(Application application, String ownerId) {
		this.application = application;
		this.ownerId = ownerId;
	}

	static void addTo(Router router, Application application, String ownerId) {
		ApplicationActions actions = new ApplicationActions(application, ownerId);
		router.on("application.get", "GET", "/applications/{applicationId}", actions::get);
	}

	private Answer get(Call call) {
		this.application.require(call);
		String created = Times.iso(this.application.created());
		ObjectNode json = Json.object().put("id", this.application.id()).put("applicationId", this.application.id());
		json.put("name", "Simulator").put("description", "").put("creationDate", created).put("lastUpdated", created);
		json.put("ownerType", "user").put("ownerId", this.ownerId);
		ObjectNode summary = json.putObject("summary");
		summary.put("deviceCount", this.application.living().count());
		String include = call.query().text("summaryInclude");
		if (include != null) {
			summary.retain(include.split(","));
		}
		summary.remove(Arrays.asList(call.query().text("summaryExclude", "").split(",")));
		return Answer.of(json);
	}

}
