package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Losant's advanced queries: combinators over conditions on a fixed list of fields.
 * Several keys of one object must all hold.
 *
 * @param <T> what is asked for
 */
final class QueryGrammar<T> {

	private static final Rule BRANCHES = Rule.list(100, Rule.open());

	private final Map<String, BiFunction<String, JsonNode, Predicate<T>>> fields = new HashMap<>();

	/** A field that holds an id. */
	QueryGrammar<T> id(String name, Function<T, @Nullable String> value) {
		return field(name, Condition.Kind.ID, (item) -> one(value.apply(item)));
	}

	/** A field that holds a text. */
	QueryGrammar<T> text(String name, Function<T, @Nullable String> value) {
		return field(name, Condition.Kind.TEXT, (item) -> one(value.apply(item)));
	}

	/** A field that holds a time. */
	QueryGrammar<T> time(String name, Function<T, @Nullable Long> value) {
		return field(name, Condition.Kind.TIME, (item) -> one(value.apply(item)));
	}

	/** A field that may hold many values, of which one must fit. */
	QueryGrammar<T> field(String name, Condition.Kind kind, Function<T, List<?>> values) {
		return custom(name, (at, node) -> {
			Condition condition = Condition.of(at, kind, node);
			return (item) -> condition.test(values.apply(item));
		});
	}

	/** A field with a grammar of its own. */
	QueryGrammar<T> custom(String name, BiFunction<String, JsonNode, Predicate<T>> grammar) {
		this.fields.put(name, grammar);
		return this;
	}

	/** The query as a predicate; throws where it is not of this grammar. */
	Predicate<T> compile(String at, JsonNode query) {
		Rule.require(query.isObject(), at, "must be an object");
		List<Predicate<T>> all = new ArrayList<>();
		query.properties()
			.forEach((entry) -> all.add(part(at + "." + entry.getKey(), entry.getKey(), entry.getValue())));
		return (item) -> all.stream().allMatch((part) -> part.test(item));
	}

	private Predicate<T> part(String at, String key, JsonNode value) {
		return switch (key) {
			case "$and" -> {
				List<Predicate<T>> branches = branches(at, value);
				yield (item) -> branches.stream().allMatch((branch) -> branch.test(item));
			}
			case "$or" -> {
				List<Predicate<T>> branches = branches(at, value);
				yield (item) -> branches.stream().anyMatch((branch) -> branch.test(item));
			}
			case "$nor" -> {
				List<Predicate<T>> branches = branches(at, value);
				yield (item) -> branches.stream().noneMatch((branch) -> branch.test(item));
			}
			default -> {
				BiFunction<String, JsonNode, Predicate<T>> field = this.fields.get(key);
				if (field == null) {
					throw ApiError.validation(at, "is not allowed");
				}
				yield field.apply(at, value);
			}
		};
	}

	private List<Predicate<T>> branches(String at, JsonNode value) {
		BRANCHES.check(at, value);
		List<Predicate<T>> branches = new ArrayList<>();
		for (JsonNode branch : value) {
			branches.add(compile(at + "[" + branches.size() + "]", branch));
		}
		return branches;
	}

	private static List<?> one(@Nullable Object value) {
		return (value != null) ? List.of(value) : List.of();
	}

}
