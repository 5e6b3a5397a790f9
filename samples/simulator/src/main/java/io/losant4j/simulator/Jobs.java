package io.losant4j.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The jobs of the application. A job takes its time, by the simulator's clock: it waits
 * for the first half of it, and is done by its end. Nobody is mailed or called back, and
 * there is nothing to download.
 */
final class Jobs {

	private static final int TICKET_LENGTH = 21;

	private final Application application;

	private final long duration;

	private final Map<String, Job> jobs = new ConcurrentHashMap<>();

	/** Those that are not done, in the order in which they will be. */
	private final Queue<Job> waiting = new ArrayDeque<>();

	Jobs(Application application, Duration duration) {
		this.application = application;
		this.duration = duration.toMillis();
	}

	/** Logs a job and answers that it is queued. */
	Answer add(String name, @Nullable String resourceId, Caller caller, Supplier<ObjectNode> work) {
		Job job = new Job(this.application, name, resourceId, caller, this.duration, work);
		this.jobs.put(job.id(), job);
		synchronized (this.waiting) {
			this.waiting.add(job);
		}
		doWhatIsDue();
		ObjectNode ticket = Json.object().put("success", true).put("jobQueued", true);
		return new Answer.Json(202, ticket.put("jobId", Ids.random(TICKET_LENGTH)));
	}

	/** Does what should have been done by now; to be called before anybody looks. */
	void doWhatIsDue() {
		synchronized (this.waiting) {
			long now = this.application.now();
			Job next = this.waiting.peek();
			while (next != null && next.dueAt() <= now) {
				this.waiting.remove();
				next.run();
				next = this.waiting.peek();
			}
		}
	}

	Collection<Job> all() {
		return this.jobs.values();
	}

	@Nullable Job find(String id) {
		return this.jobs.get(id);
	}

}
