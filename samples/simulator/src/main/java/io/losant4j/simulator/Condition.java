package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a query says of one field: a value, or an object of operators that must all hold.
 * No value at all is what {@code null} stands for.
 */
final class Condition implements Predicate<List<?>> {

	private static final Rule LITERAL = Rule.SCALAR.orNull();

	private static final Rule ID_OR_NULL = Rule.ID.orNull();

	/** How the values of a field are compared. */
	enum Kind {

		ID, TEXT, TIME

	}

	private final Kind kind;

	private final boolean ignoreCase;

	private final List<Predicate<List<?>>> operators = new ArrayList<>();

	private Condition(Kind kind, boolean ignoreCase) {
		this.kind = kind;
		this.ignoreCase = ignoreCase;
	}

	static Condition of(String at, Kind kind, JsonNode node) {
		Condition condition = new Condition(kind, kind == Kind.ID || node.path("$ci").asBoolean(false));
		if (!node.isObject()) {
			condition.add(at, "$eq", node);
			return condition;
		}
		Rule.require(kind != Kind.ID || node.size() == 1, at, "must have exactly one operator");
		node.properties()
			.forEach((entry) -> condition.add(at + "." + entry.getKey(), entry.getKey(), entry.getValue()));
		return condition;
	}

	@Override
	public boolean test(List<?> values) {
		return this.operators.stream().allMatch((operator) -> operator.test(values));
	}

	private void add(String at, String operator, JsonNode operand) {
		switch (operator) {
			case "$eq" -> this.operators.add(equalTo(at, operand));
			case "$ne" -> this.operators.add(equalTo(at, operand).negate());
			case "$gt" -> this.operators.add(compared(at, operand, (order) -> order > 0));
			case "$lt" -> this.operators.add(compared(at, operand, (order) -> order < 0));
			case "$gte" -> this.operators.add(compared(at, operand, (order) -> order >= 0));
			case "$lte" -> this.operators.add(compared(at, operand, (order) -> order <= 0));
			case "$in" -> this.operators.add(in(at, operand));
			case "$nin" -> this.operators.add(in(at, operand).negate());
			case "$startsWith" -> this.operators.add(textual(at, operand, String::startsWith));
			case "$endsWith" -> this.operators.add(textual(at, operand, String::endsWith));
			case "$contains" -> this.operators.add(textual(at, operand, String::contains));
			case "$ci" -> {
				requireText(at);
				Rule.FLAG.check(at, operand);
			}
			default -> throw ApiError.validation(at, "is not allowed");
		}
	}

	private Predicate<List<?>> equalTo(String at, JsonNode operand) {
		Object wanted = literal(at, operand);
		if (wanted == null) {
			return List::isEmpty;
		}
		return (values) -> values.stream().anyMatch((value) -> wanted.equals(cased(value)));
	}

	private Predicate<List<?>> compared(String at, JsonNode operand, IntPredicate order) {
		Object wanted = literal(at, operand);
		if (wanted == null) {
			return (values) -> values.isEmpty() && order.test(0);
		}
		return (values) -> values.stream().anyMatch((value) -> {
			Integer compared = compare(cased(value), wanted);
			return compared != null && order.test(compared);
		});
	}

	private Predicate<List<?>> in(String at, JsonNode operand) {
		Rule.list(100, (this.kind == Kind.ID) ? Rule.ID : Rule.SCALAR).check(at, operand);
		List<Object> wanted = new ArrayList<>();
		for (JsonNode item : operand) {
			wanted.add(Objects.requireNonNull(literal(at, item)));
		}
		return (values) -> values.stream().anyMatch((value) -> wanted.contains(cased(value)));
	}

	private Predicate<List<?>> textual(String at, JsonNode operand, BiPredicate<String, String> test) {
		requireText(at);
		Rule.text(1, Integer.MAX_VALUE).check(at, operand);
		String wanted = (String) cased(operand.stringValue());
		return (values) -> values.stream()
			.anyMatch((value) -> value instanceof String && test.test((String) cased(value), wanted));
	}

	/** Ids know no operators on text. */
	private void requireText(String at) {
		Rule.require(this.kind != Kind.ID, at, "is not allowed");
	}

	/** The operand in the field's type; of another type it stays and equals no value. */
	private @Nullable Object literal(String at, JsonNode operand) {
		((this.kind == Kind.ID) ? ID_OR_NULL : LITERAL).check(at, operand);
		if (operand.isNull()) {
			return null;
		}
		if (this.kind == Kind.TIME && operand.isNumber()) {
			return Json.longOf(operand);
		}
		if (this.kind == Kind.TIME && operand.isString()) {
			Long time = Times.parse(operand.stringValue());
			return (time != null) ? time : operand;
		}
		return operand.isString() ? cased(operand.stringValue()) : operand;
	}

	private Object cased(Object value) {
		return (this.ignoreCase && value instanceof String text) ? text.toLowerCase(Locale.ROOT) : value;
	}

	private static @Nullable Integer compare(Object value, Object wanted) {
		if (value instanceof String a && wanted instanceof String b) {
			return a.compareTo(b);
		}
		if (value instanceof Long a && wanted instanceof Long b) {
			return a.compareTo(b);
		}
		return null;
	}

}
