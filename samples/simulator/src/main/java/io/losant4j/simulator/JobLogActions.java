package io.losant4j.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The logs of jobs.
 */
final class JobLogActions {

	private static final String PATH = "/applications/{applicationId}/jobLogs";

	private static final String COMPLETED = "completed";

	private static final String DEVICE = "device";

	private static final Comparator<Jobs.Job> BY_TIME = Comparator.comparing(Jobs.Job::time)
		.thenComparing(Jobs.Job::id);

	private static final Map<String, Comparator<Jobs.Job>> ORDERS = Map.of("name",
			Comparator.comparing(Jobs.Job::name).thenComparing(BY_TIME), "status", BY_TIME, "resourceType", BY_TIME,
			"runQueuedAt", BY_TIME, "runStartedAt", BY_TIME, "runCompletedAt", BY_TIME);

	private static final QueryGrammar<Jobs.Job> GRAMMAR = new QueryGrammar<Jobs.Job>().id("id", Jobs.Job::id)
		.id("resourceId", Jobs.Job::resourceId)
		.text("name", Jobs.Job::name)
		.text("status", (job) -> COMPLETED)
		.text("resourceType", (job) -> DEVICE)
		.time("runQueuedAt", Jobs.Job::time)
		.time("runStartedAt", Jobs.Job::time)
		.time("runCompletedAt", Jobs.Job::time);

	private final Application application;

	private final Jobs jobs;

	private JobLogActions(Application application, Jobs jobs) {
		this.application = application;
		this.jobs = jobs;
	}

	static void addTo(Router router, Application application, Jobs jobs) {
		JobLogActions actions = new JobLogActions(application, jobs);
		router.on("applicationJobLogs.get", "GET", PATH, actions::list);
		router.on("applicationJobLog.get", "GET", PATH + "/{jobId}", actions::get);
	}

	private Answer list(Call call) {
		this.application.require(call);
		Page page = Page.of(call.query(), "runQueuedAt", ORDERS.keySet());
		JsonNode query = call.query().json("query");
		Predicate<Jobs.Job> matches = (query != null) ? GRAMMAR.compile("query", query) : (job) -> true;
		List<Jobs.Job> found = this.jobs.all().stream().filter(matches).toList();
		ObjectNode envelope = page.of(found, ORDERS, this::toJson);
		envelope.put("applicationId", this.application.id());
		if (query != null) {
			envelope.set("query", query);
		}
		return Answer.of(envelope);
	}

	private Answer get(Call call) {
		this.application.require(call);
		Jobs.Job job = this.jobs.find(call.id("jobId"));
		if (job == null) {
			throw ApiError.notFound("Job log");
		}
		return Answer.of(toJson(job));
	}

	private ObjectNode toJson(Jobs.Job job) {
		String time = Times.iso(job.time());
		ObjectNode json = Json.object().put("id", job.id()).put("jobId", job.id()).put("name", job.name());
		json.put("applicationId", this.application.id()).put("status", COMPLETED);
		json.put("runQueuedAt", time).put("runStartedAt", time).put("runCompletedAt", time);
		json.put("ownerType", "application").put("ownerId", this.application.id());
		json.put("requestedByType", job.caller().kind().text()).put("requestedById", job.caller().id());
		json.put("resourceType", DEVICE);
		if (job.resourceId() != null) {
			json.put("resourceId", job.resourceId());
		}
		json.putObject("progress").put("completed", 1).put("total", 1);
		json.set("output", job.output());
		return json;
	}

}
