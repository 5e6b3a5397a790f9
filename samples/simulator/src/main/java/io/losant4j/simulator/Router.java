package io.losant4j.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds the action for a method and a path. A literal segment goes before a variable, so
 * {@code devices/attributeNames} is no device.
 */
final class Router {

	private final Branch root = new Branch();

	/**
	 * Adds an action.
	 * @param name Losant's name of it, such as {@code device.get}; also its scope
	 * @param method the HTTP method
	 * @param template the path, variables in braces
	 */
	void on(String name, String method, String template, Action action) {
		add(name, method, template, false, action);
	}

	/** Adds an action that needs no token. */
	void onOpen(String name, String method, String template, Action action) {
		add(name, method, template, true, action);
	}

	private void add(String name, String method, String template, boolean open, Action action) {
		Branch branch = this.root;
		for (String segment : segments(template)) {
			branch = segment.startsWith("{") ? branch.variable(segment.substring(1, segment.length() - 1))
					: branch.literals.computeIfAbsent(segment, (key) -> new Branch());
		}
		branch.routes.put(method, new Route(name, open, action));
	}

	/** The route and what the path's variables are, put into {@code variables}. */
	Route find(String method, String path, Map<String, String> variables) {
		Branch branch = this.root;
		for (String segment : segments(path)) {
			Branch next = branch.literals.get(segment);
			if (next == null && branch.variable != null && !segment.isEmpty()) {
				next = branch.variable;
				variables.put(branch.variableName, segment);
			}
			if (next == null) {
				throw ApiError.notFound(path);
			}
			branch = next;
		}
		if (branch.routes.isEmpty()) {
			throw ApiError.notFound(path);
		}
		Route route = branch.routes.get(method);
		if (route == null) {
			throw ApiError.methodNotAllowed(method);
		}
		return route;
	}

	private static List<String> segments(String path) {
		return List.of(path.substring(1).split("/", -1));
	}

	/**
	 * An action under its name.
	 *
	 * @param name Losant's name of it
	 * @param open whether it needs no token
	 */
	record Route(String name, boolean open, Action action) {
	}

	/** What may follow at a place of a path. */
	private static final class Branch {

		private final Map<String, Branch> literals = new HashMap<>();

		private final Map<String, Route> routes = new HashMap<>();

		private @Nullable Branch variable;

		private String variableName = "";

		private Branch variable(String name) {
			if (this.variable == null) {
				this.variable = new Branch();
				this.variableName = name;
			}
			return this.variable;
		}

	}

}
