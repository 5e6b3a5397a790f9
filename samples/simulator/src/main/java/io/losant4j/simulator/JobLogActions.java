package io.losant4j.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The logs of jobs.
 */
final class JobLogActions {

	private static final String PATH = "/applications/{applicationId}/jobLogs";

	private static final String DEVICE = "device";

	private static final Comparator<Job> BY_TIME = Comparator.comparing(Job::queuedAt).thenComparing(Job::id);

	private static final Map<String, Comparator<Job>> ORDERS = Map.of("name",
			Comparator.comparing(Job::name).thenComparing(BY_TIME), "status",
			Comparator.comparing(Job::status).thenComparing(BY_TIME), "resourceType", BY_TIME, "runQueuedAt", BY_TIME,
			"runStartedAt", BY_TIME, "runCompletedAt", BY_TIME);

	private static final QueryGrammar<Job> GRAMMAR = new QueryGrammar<Job>().id("id", Job::id)
		.id("resourceId", Job::resourceId)
		.text("name", Job::name)
		.text("status", Job::status)
		.text("resourceType", (job) -> DEVICE)
		.time("runQueuedAt", Job::queuedAt)
		.time("runStartedAt", Job::startedAt)
		.time("runCompletedAt", Job::completedAt);

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
		Predicate<Job> matches = (query != null) ? GRAMMAR.compile("query", query) : (job) -> true;
		List<Job> found = this.jobs.all().stream().filter(matches).toList();
		ObjectNode envelope = page.of(found, ORDERS, this::toJson);
		envelope.put("applicationId", this.application.id());
		if (query != null) {
			envelope.set("query", query);
		}
		return Answer.of(envelope);
	}

	private Answer get(Call call) {
		this.application.require(call);
		Job job = this.jobs.find(call.id("jobId"));
		if (job == null) {
			throw ApiError.notFound("Job log");
		}
		return Answer.of(toJson(job));
	}

	private ObjectNode toJson(Job job) {
		ObjectNode json = Json.object().put("id", job.id()).put("jobId", job.id()).put("name", job.name());
		json.put("applicationId", this.application.id()).put("status", job.status());
		json.put("runQueuedAt", Times.iso(job.queuedAt()));
		putTime(json, "runStartedAt", job.startedAt());
		putTime(json, "runCompletedAt", job.completedAt());
		json.put("ownerType", "application").put("ownerId", this.application.id());
		json.put("requestedByType", job.caller().kind().text()).put("requestedById", job.caller().id());
		json.put("resourceType", DEVICE);
		if (job.resourceId() != null) {
			json.put("resourceId", job.resourceId());
		}
		ObjectNode output = job.output();
		json.putObject("progress").put("completed", (output != null) ? 1 : 0).put("total", 1);
		if (output != null) {
			json.set("output", output);
		}
		return json;
	}

	private static void putTime(ObjectNode json, String field, @Nullable Long time) {
		if (time != null) {
			json.put(field, Times.iso(time));
		}
	}

}
