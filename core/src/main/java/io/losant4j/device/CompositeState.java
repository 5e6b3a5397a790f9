package io.losant4j.device;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The last value of each attribute of a device, whenever that was reported.
 *
 * @param values the values by attribute, in Losant's order; never {@code null}
 */
@JsonDeserialize(using = CompositeState.Reader.class)
public record CompositeState(@JsonValue Map<String, Value> values) {

	public CompositeState {
		values = Check.frozen(values);
	}

	/**
	 * A composite state of these values.
	 * @param values the values by attribute
	 * @return the composite state
	 */
	public static CompositeState of(Map<String, Value> values) {
		return new CompositeState(values);
	}

	/**
	 * The last value of one attribute.
	 * @param attribute the attribute
	 * @return its value and when that was reported, empty where there is none
	 */
	public Optional<Value> value(String attribute) {
		return Optional.ofNullable(this.values.get(attribute));
	}

	/**
	 * The last value of an attribute.
	 *
	 * @param value the value: a {@link Number}, a {@link String} or a {@link Boolean};
	 * numbers as in {@link DeviceState}
	 * @param time when it was reported
	 */
	public record Value(@Nullable Object value, @Nullable Instant time) {
	}

	static final class Reader extends BareMapReader<CompositeState, Value> {

		Reader() {
			super(Value.class, CompositeState::new);
		}

	}

}
