package io.losant4j.device;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A field that holds a text. Comparisons mind the case, unless told otherwise by
 * {@link Condition#ignoringCase()}.
 */
public final class DeviceQueryText extends DeviceQueryField<String, DeviceQueryText.Condition> {

	DeviceQueryText(String name) {
		this(name, Map.of());
	}

	private DeviceQueryText(String name, Map<String, @Nullable Object> operators) {
		super(name, operators);
	}

	/**
	 * The field starts with this text: {@code $startsWith}.
	 * @param text the text, at least one character
	 * @return the query
	 */
	public Condition startsWith(String text) {
		return with("$startsWith", text);
	}

	/**
	 * The field ends with this text: {@code $endsWith}.
	 * @param text the text, at least one character
	 * @return the query
	 */
	public Condition endsWith(String text) {
		return with("$endsWith", text);
	}

	/**
	 * The field contains this text: {@code $contains}.
	 * @param text the text, at least one character
	 * @return the query
	 */
	public Condition contains(String text) {
		return with("$contains", text);
	}

	@Override
	Object onTheWire(String where, String value) {
		return value;
	}

	@Override
	Condition query(String name, Map<String, @Nullable Object> operators) {
		return new Condition(name, operators);
	}

	/**
	 * A query of one text field.
	 */
	public static final class Condition extends DeviceQuery {

		private final String name;

		private final Map<String, @Nullable Object> operators;

		Condition(String name, Map<String, @Nullable Object> operators) {
			super(name, operators);
			this.name = name;
			this.operators = operators;
		}

		/**
		 * Every comparison of this condition takes upper and lower case for the same:
		 * {@code $ci}.
		 * @return the query that ignores the case
		 */
		public Condition ignoringCase() {
			Map<String, @Nullable Object> all = new LinkedHashMap<>(this.operators);
			all.put("$ci", true);
			return new Condition(this.name, DeviceQueryGrammar.operators(this.name, all));
		}

		/**
		 * The same field must stand another comparison also:
		 * {@code name().startsWith("freezer").also().endsWith("-old")}.
		 * @return the field, with what has been said of it; no comparison can be given
		 * twice
		 */
		public DeviceQueryText also() {
			return new DeviceQueryText(this.name, this.operators);
		}

	}

}
