package io.losant4j.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads an answer that is a bare map of objects. A server's own fields may stand beside
 * its entries, and whatever a later version adds: what is no object is no entry. Public
 * for the other rooms of this library, not for users of it.
 *
 * @param <T> the type of the answer
 * @param <V> the type of an entry
 */
public abstract class BareMapReader<T, V> extends ValueDeserializer<T> {

	// By name, since an attribute's name may begin with an underscore too.
	private static final Set<String> OF_THE_SERVER = Set.of("_type", "_etag", "_links", "_actions", "_embedded");

	private final Class<V> entry;

	private final Function<Map<String, V>, T> answer;

	/**
	 * Reads answers of a type.
	 * @param entry the type of an entry
	 * @param answer makes the answer of its entries
	 */
	protected BareMapReader(Class<V> entry, Function<Map<String, V>, T> answer) {
		this.entry = entry;
		this.answer = answer;
	}

	@Override
	public T deserialize(JsonParser parser, DeserializationContext context) {
		Map<String, V> entries = new LinkedHashMap<>();
		if (!parser.isExpectedStartObjectToken()) {
			context.handleUnexpectedToken(Map.class, parser);
		}
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (parser.nextToken() == JsonToken.START_OBJECT && !OF_THE_SERVER.contains(name)) {
				entries.put(name, context.readValue(parser, this.entry));
			}
			else {
				parser.skipChildren();
			}
		}
		return this.answer.apply(entries);
	}

}
