package io.losant4j.simulator;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job: something to be done, and where it is with that.
 */
final class Job {

	private final String id;

	private final String name;

	private final @Nullable String resourceId;

	private final Caller caller;

	private final Application application;

	private final long queuedAt;

	private final long duration;

	private final Supplier<ObjectNode> work;

	private volatile @Nullable ObjectNode output;

	Job(Application application, String name, @Nullable String resourceId, Caller caller, long duration,
			Supplier<ObjectNode> work) {
		this.id = application.ids().next();
		this.name = name;
		this.resourceId = resourceId;
		this.caller = caller;
		this.application = application;
		this.queuedAt = application.now();
		this.duration = duration;
		this.work = work;
	}

	void run() {
		this.output = this.work.get();
	}

	String id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	/** The device it is about, {@code null} where it is about many. */
	@Nullable String resourceId() {
		return this.resourceId;
	}

	Caller caller() {
		return this.caller;
	}

	long queuedAt() {
		return this.queuedAt;
	}

	/** {@code null} where it waits. */
	@Nullable Long startedAt() {
		long start = this.queuedAt + this.duration / 2;
		return (this.output != null || start <= this.application.now()) ? Long.valueOf(start) : null;
	}

	/** When it is to be done. */
	long dueAt() {
		return this.queuedAt + this.duration;
	}

	/** {@code null} where it is not done. */
	@Nullable Long completedAt() {
		return (this.output != null) ? Long.valueOf(dueAt()) : null;
	}

	String status() {
		if (this.output != null) {
			return "completed";
		}
		return (startedAt() != null) ? "inProgress" : "queued";
	}

	/** What came of it, {@code null} where it is not done. */
	@Nullable ObjectNode output() {
		return this.output;
	}

}
