package io.losant4j.device;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A field that holds a time. Losant compares in milliseconds since the epoch; what an
 * {@link Instant} has below a millisecond is cut off.
 */
public final class DeviceQueryTime extends DeviceQueryField<Instant, DeviceQueryTime.Condition> {

	DeviceQueryTime(String name) {
		this(name, Map.of());
	}

	private DeviceQueryTime(String name, Map<String, @Nullable Object> operators) {
		super(name, operators);
	}

	@Override
	Object onTheWire(String where, Instant value) {
		return Check.epochMilli(where, value);
	}

	@Override
	Condition query(String name, Map<String, @Nullable Object> operators) {
		return new Condition(name, operators);
	}

	/**
	 * A query of one time field.
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
		 * The same field must stand another comparison also:
		 * {@code creationDate().isAtOrAfter(start).also().isBefore(end)}.
		 * @return the field, with what has been said of it; no comparison can be given
		 * twice
		 */
		public DeviceQueryTime also() {
			return new DeviceQueryTime(this.name, this.operators);
		}

	}

}
