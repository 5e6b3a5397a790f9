package io.losant4j.spring.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties as tools see them: the metadata that the build made.
 */
final class Metadata {

	private static final JsonNode JSON = read();

	private Metadata() {
	}

	static List<Property> losant() {
		return JSON.get("properties")
			.valueStream()
			.filter((property) -> property.get("name").asString().startsWith("losant."))
			.map((property) -> new Property(property.get("name").asString(), property.get("type").asString(),
					property.path("description").asString(""), text(property.path("defaultValue"))))
			.toList();
	}

	static List<String> names() {
		return JSON.get("properties").valueStream().map((property) -> property.get("name").asString()).toList();
	}

	static List<String> hints(String property) {
		return JSON.get("hints")
			.valueStream()
			.filter((hint) -> hint.get("name").asString().equals(property))
			.flatMap((hint) -> hint.get("values").valueStream())
			.map((value) -> value.get("value").asString())
			.toList();
	}

	private static String text(JsonNode value) {
		return value.isMissingNode() ? "" : value.asString();
	}

	private static JsonNode read() {
		try (InputStream json = LosantProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(Objects.requireNonNull(json));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	record Property(String name, String type, String description, String defaultValue) {
	}

}
