package io.losant4j.device;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A field of a device, waiting to hear what it is compared with. The comparison makes a
 * {@link DeviceQuery}.
 * <p>
 * Every comparison throws an {@link IllegalArgumentException} that names the field, the
 * rule and the value, where Losant's schema does not allow the value.
 *
 * @param <V> what the field is compared with
 * @param <Q> the query that a comparison makes
 * @see <a href="https://docs.losant.com/references/advanced-queries/">Losant: advanced
 * queries</a>
 */
public abstract sealed class DeviceQueryField<V, Q extends DeviceQuery>
		permits DeviceQueryId, DeviceQueryClass, DeviceQueryText, DeviceQueryTime {

	private final String name;

	private final Map<String, @Nullable Object> operators;

	DeviceQueryField(String name, Map<String, @Nullable Object> operators) {
		this.name = name;
		this.operators = operators;
	}

	abstract Object onTheWire(String where, V value);

	abstract Q query(String name, Map<String, @Nullable Object> operators);

	final Q with(String operator, @Nullable Object operand) {
		if (this.operators.containsKey(operator)) {
			throw DeviceQueryGrammar.refusal(this.name + ": " + operator, "given once",
					Arrays.asList(this.operators.get(operator), operand));
		}
		Map<String, @Nullable Object> all = new LinkedHashMap<>(this.operators);
		all.put(operator, operand);
		return query(this.name, DeviceQueryGrammar.operators(this.name, all));
	}

	private Q compared(String operator, V value) {
		return with(operator, operand(operator, value));
	}

	private Q listed(String operator, Collection<? extends V> values) {
		return with(operator, values.stream().map((value) -> operand(operator, value)).toList());
	}

	private Object operand(String operator, V value) {
		String where = this.name + ": " + operator;
		return onTheWire(where, DeviceQueryGrammar.required(where, value));
	}

	/**
	 * The field has this value: {@code $eq}, which is written as the bare value where it
	 * stands alone.
	 * @param value the value
	 * @return the query
	 */
	public final Q is(V value) {
		return compared("$eq", value);
	}

	/**
	 * The field has another value: {@code $ne}.
	 * @param value the value
	 * @return the query
	 */
	public final Q isNot(V value) {
		return compared("$ne", value);
	}

	/**
	 * The field has no value: {@code $eq: null}, which is written as a bare {@code null}
	 * where it stands alone.
	 * @return the query
	 */
	public final Q isNull() {
		return with("$eq", null);
	}

	/**
	 * The field has a value: {@code $ne: null}.
	 * @return the query
	 */
	public final Q isNotNull() {
		return with("$ne", null);
	}

	/**
	 * The field comes after this value, in time or in the order of text: {@code $gt}.
	 * @param value the value
	 * @return the query
	 */
	public final Q isAfter(V value) {
		return compared("$gt", value);
	}

	/**
	 * The field comes before this value, in time or in the order of text: {@code $lt}.
	 * @param value the value
	 * @return the query
	 */
	public final Q isBefore(V value) {
		return compared("$lt", value);
	}

	/**
	 * The field has this value or comes after it: {@code $gte}.
	 * @param value the value
	 * @return the query
	 */
	public final Q isAtOrAfter(V value) {
		return compared("$gte", value);
	}

	/**
	 * The field has this value or comes before it: {@code $lte}.
	 * @param value the value
	 * @return the query
	 */
	public final Q isAtOrBefore(V value) {
		return compared("$lte", value);
	}

	/**
	 * The field has one of these values: {@code $in}.
	 * @param values 1 to 100 values
	 * @return the query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs") // the array is only read
	public final Q isAnyOf(V... values) {
		return listed("$in", Arrays.asList(values));
	}

	/**
	 * The field has one of these values: {@code $in}.
	 * @param values 1 to 100 values; an empty collection is refused
	 * @return the query
	 */
	public final Q isAnyOf(Collection<? extends V> values) {
		return listed("$in", values);
	}

	/**
	 * The field has none of these values: {@code $nin}.
	 * @param values 1 to 100 values
	 * @return the query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs") // the array is only read
	public final Q isNoneOf(V... values) {
		return listed("$nin", Arrays.asList(values));
	}

	/**
	 * The field has none of these values: {@code $nin}.
	 * @param values 1 to 100 values; an empty collection is refused, as it would match
	 * every device
	 * @return the query
	 */
	public final Q isNoneOf(Collection<? extends V> values) {
		return listed("$nin", values);
	}

}
