package io.losant4j.simulator;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The jobs of the application. A job is done at once: the answer says that it is queued,
 * its log that it is completed. Nobody is mailed or called back, and there is nothing to
 * download.
 */
final class Jobs {

	private static final int TICKET_LENGTH = 21;

	private final Application application;

	private final Map<String, Job> jobs = new ConcurrentHashMap<>();

	Jobs(Application application) {
		this.application = application;
	}

	/**
	 * A job.
	 *
	 * @param resourceId the device it is about, {@code null} where it is about many
	 */
	record Job(String id, String name, @Nullable String resourceId, Caller caller, long time, ObjectNode output) {
	}

	/** Logs a job and answers that it is queued. */
	Answer done(String name, @Nullable String resourceId, Caller caller, ObjectNode output) {
		Job job = new Job(this.application.ids().next(), name, resourceId, caller, this.application.now(), output);
		this.jobs.put(job.id(), job);
		ObjectNode ticket = Json.object().put("success", true).put("jobQueued", true);
		return new Answer.Json(202, ticket.put("jobId", Ids.random(TICKET_LENGTH)));
	}

	Collection<Job> all() {
		return this.jobs.values();
	}

	@Nullable Job find(String id) {
		return this.jobs.get(id);
	}

}
