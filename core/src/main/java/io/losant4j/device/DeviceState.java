package io.losant4j.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a device's attributes were at one moment.
 *
 * <p>
 * Losant stores a state by device and millisecond: a second state of the same millisecond
 * overwrites the attributes that it carries and leaves the others. A state with a time
 * can therefore be sent twice and is stored once.
 *
 * @param time when it was so, to the millisecond; {@code null} lets Losant put the moment
 * of its arrival
 * @param data the values by attribute: {@link Number}, {@link String} or {@link Boolean};
 * a whole number is read as {@code Integer}, {@code Long} or {@code BigInteger}, any
 * other number as {@code BigDecimal}, with all its digits
 * @param meta anything that the reporter wants to travel along to workflows, or
 * {@code null}
 * @param flowVersion the workflow version that the state is meant for, or {@code null}
 * @see <a href="https://docs.losant.com/devices/state/">Losant: device state</a>
 */
@JsonDeserialize(using = DeviceState.Reader.class)
public record DeviceState(@Nullable Instant time, @JsonTypeInfo(use = JsonTypeInfo.Id.NONE) Map<String, Object> data,
		@Nullable Object meta, @Nullable String flowVersion) {

	public DeviceState {
		data = (data != null) ? FewEntries.copyOf(data) : Map.of();
	}

	/**
	 * A state of one attribute, at this moment.
	 * @param attribute the attribute: 1 to 255 letters, digits, {@code _} or {@code -}
	 * @param value the value: a {@link Number}, a {@link String}, a {@link Boolean}, a
	 * {@link Gps} or a {@link Blob}; the last two are kept as the text that Losant takes
	 * @return the state
	 * @throws IllegalArgumentException if the attribute or the value is refused
	 */
	public static DeviceState of(String attribute, Object value) {
		return of(Collections.singletonMap(attribute, value));
	}

	/**
	 * A state of several attributes, at this moment.
	 * @param data the values by attribute; see {@link #of(String, Object)}
	 * @return the state
	 * @throws IllegalArgumentException if an attribute or a value is refused
	 */
	public static DeviceState of(Map<String, ?> data) {
		FewEntries.Builder<String, Object> texts = new FewEntries.Builder<>(data.size());
		data.forEach((attribute, value) -> texts.put(attribute, onTheWire(value)));
		return new DeviceState(Instant.now().truncatedTo(ChronoUnit.MILLIS), texts.build(), null, null)
			.requireSendable();
	}

	/**
	 * Adds or changes one attribute.
	 * @param attribute the attribute; see {@link #of(String, Object)}
	 * @param value the value; see {@link #of(String, Object)}
	 * @return a changed copy
	 * @throws IllegalArgumentException if the attribute or the value is refused
	 */
	public DeviceState with(String attribute, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.data);
		more.put(attribute, onTheWire(value));
		return new DeviceState(this.time, more, this.meta, this.flowVersion).requireSendable();
	}

	/**
	 * Puts another time.
	 * @param when when it was so, after 1970-01-01T00:00:00.001Z; cut to the millisecond,
	 * which is what Losant stores
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant has no way to write the moment
	 */
	public DeviceState at(Instant when) {
		Check.moment("time", when);
		return new DeviceState(when.truncatedTo(ChronoUnit.MILLIS), this.data, this.meta, this.flowVersion);
	}

	/**
	 * Takes the time away, so that Losant puts the moment of arrival. Such a state must
	 * not be sent twice: it would be stored twice.
	 * @return a changed copy
	 */
	public DeviceState atArrival() {
		return new DeviceState(null, this.data, this.meta, this.flowVersion);
	}

	/**
	 * Lets something travel along to workflows.
	 * @param something anything that can be written as JSON
	 * @return a changed copy
	 */
	public DeviceState withMeta(Object something) {
		return new DeviceState(this.time, this.data, something, this.flowVersion);
	}

	/**
	 * Means the state for one workflow version.
	 * @param version the version, 1 to 255 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the version is refused
	 */
	public DeviceState withFlowVersion(String version) {
		return new DeviceState(this.time, this.data, this.meta, version).requireSendable();
	}

	/**
	 * A number that the state carries.
	 * @param attribute the attribute
	 * @return its value, empty where the state does not carry it or it is not a number
	 */
	public Optional<Number> number(String attribute) {
		return value(attribute, Number.class);
	}

	/**
	 * A text that the state carries; positions and blobs are texts too.
	 * @param attribute the attribute
	 * @return its value, empty where the state does not carry it or it is not a text
	 */
	public Optional<String> text(String attribute) {
		return value(attribute, String.class);
	}

	/**
	 * A truth value that the state carries.
	 * @param attribute the attribute
	 * @return its value, empty where the state does not carry it or it is not a truth
	 * value
	 */
	public Optional<Boolean> bool(String attribute) {
		return value(attribute, Boolean.class);
	}

	/**
	 * A position that the state carries.
	 * @param attribute the attribute
	 * @return its value, empty where the state does not carry it or it is in no form that
	 * {@link Gps#parse} reads
	 */
	public Optional<Gps> gps(String attribute) {
		return parsed(attribute, Gps::parse);
	}

	/**
	 * Binary data that the state carries.
	 * @param attribute the attribute
	 * @return its value, empty where the state does not carry it or it is not base64
	 */
	public Optional<Blob> blob(String attribute) {
		return parsed(attribute, Blob::parse);
	}

	private <T> Optional<T> parsed(String attribute, Function<String, T> parser) {
		try {
			return text(attribute).map(parser);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static Object onTheWire(Object value) {
		return (value instanceof Gps gps) ? gps.value() : (value instanceof Blob blob) ? blob.value() : value;
	}

	private <T> Optional<T> value(String attribute, Class<T> type) {
		return Optional.ofNullable(this.data.get(attribute)).filter(type::isInstance).map(type::cast);
	}

	/**
	 * A state that was read may hold what a request must not.
	 */
	DeviceState requireSendable() {
		this.data.forEach(DeviceState::requireSendable);
		if (this.time != null) {
			Check.moment("time", this.time);
		}
		if (this.flowVersion != null) {
			Check.length("flowVersion", this.flowVersion, 1, 255);
		}
		return this;
	}

	private static void requireSendable(String attribute, @Nullable Object value) {
		Check.key("attribute", attribute);
		if (!(value instanceof String || value instanceof Boolean || Check.isFinite(value))) {
			Object shown = (value == null || value instanceof Number) ? value : "a " + value.getClass().getName();
			throw new IllegalArgumentException(
					"attribute '" + attribute + "' must be a finite number, a string or a boolean, was " + shown);
		}
	}

	/**
	 * Reads a state token by token: it is what a stream brings, thousands a second, and
	 * what Jackson does for any record would cost half as much again.
	 */
	static final class Reader extends ValueDeserializer<DeviceState> {

		/** Most devices report no more attributes than these at a time. */
		private static final int USUAL = 4;

		@SuppressWarnings("NullAway.Init") // by resolve, before anything is read
		private ValueDeserializer<Object> times;

		@SuppressWarnings("NullAway.Init") // by resolve, before anything is read
		private ValueDeserializer<Object> texts;

		@SuppressWarnings("NullAway.Init") // by resolve, before anything is read
		private ValueDeserializer<Object> values;

		@Override
		public void resolve(DeserializationContext context) {
			this.times = reader(Instant.class, context);
			this.texts = reader(String.class, context);
			// as the root, since an application's mapper may write types
			this.values = context.findRootValueDeserializer(context.constructType(Object.class));
		}

		private static ValueDeserializer<Object> reader(Class<?> type, DeserializationContext context) {
			return context.findContextualValueDeserializer(context.constructType(type), null);
		}

		@Override
		public DeviceState deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.isExpectedStartObjectToken()) {
				return (DeviceState) context.handleUnexpectedToken(DeviceState.class, parser);
			}
			Instant time = null;
			Map<String, Object> data = Map.of();
			Object meta = null;
			String flowVersion = null;
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				try {
					boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
					switch (name) {
						case "time" -> time = isNull ? null : (Instant) this.times.deserialize(parser, context);
						case "data" -> data = isNull ? Map.of() : data(parser, context);
						case "meta" -> meta = isNull ? null : this.values.deserialize(parser, context);
						case "flowVersion" ->
							flowVersion = isNull ? null : (String) this.texts.deserialize(parser, context);
						default -> parser.skipChildren();
					}
				}
				catch (JacksonException ex) {
					throw ex.prependPath(DeviceState.class, name);
				}
			}
			return new DeviceState(time, data, meta, flowVersion);
		}

		private Map<String, Object> data(JsonParser parser, DeserializationContext context) {
			if (!parser.isExpectedStartObjectToken()) {
				context.handleUnexpectedToken(Map.class, parser);
			}
			FewEntries.Builder<String, Object> data = new FewEntries.Builder<>(USUAL);
			for (String attribute = parser.nextName(); attribute != null; attribute = parser.nextName()) {
				boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
				data.put(attribute, isNull ? null : this.values.deserialize(parser, context));
			}
			return data.build();
		}

	}

}
