package io.losant4j.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Losant's times. Read in each of their three forms: ISO text, epoch milliseconds, and
 * {@code {"$date": …}}; written as epoch milliseconds, the one form that no server can
 * misread.
 */
final class InstantCodec {

	private InstantCodec() {
	}

	static final class Reader extends StdScalarDeserializer<Instant> {

		private static final BigDecimal MAX_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE);

		Reader() {
			super(Instant.class);
		}

		@Override
		@SuppressWarnings("NullAway") // Jackson's null is an absent time
		public Instant deserialize(JsonParser parser, DeserializationContext context) {
			return switch (parser.currentToken()) {
				case VALUE_STRING -> parser.getString().isBlank() ? null : fromText(parser.getString(), context);
				case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fromMillis(parser, context);
				case START_OBJECT -> fromDate(parser, context);
				default -> (Instant) context.handleUnexpectedToken(Instant.class, parser);
			};
		}

		@SuppressWarnings("NullAway") // Jackson's null is an absent time
		private Instant fromDate(JsonParser parser, DeserializationContext context) {
			Instant time = null;
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean date = parser.currentName().equals("$date");
				JsonToken value = parser.nextToken();
				if (date && value != JsonToken.VALUE_NULL) {
					time = deserialize(parser, context);
				}
				else {
					parser.skipChildren();
				}
			}
			return time;
		}

		private Instant fromMillis(JsonParser parser, DeserializationContext context) {
			BigDecimal millis = parser.getDecimalValue();
			// A conversion would cut the digits above and answer some other time.
			return (millis.abs().compareTo(MAX_MILLIS) <= 0) ? Instant.ofEpochMilli(millis.longValue())
					: (Instant) context.handleWeirdNumberValue(Instant.class, 0, "not a time in milliseconds");
		}

		private Instant fromText(String text, DeserializationContext context) {
			try {
				return IsoTime.parse(text);
			}
			catch (DateTimeException ex) {
				return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an ISO 8601 time");
			}
		}

	}

	static final class Writer extends StdScalarSerializer<Instant> {

		Writer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(time.toEpochMilli());
		}

	}

}
