package io.losant4j.spring.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Where a property was set, in whatever form of its name.
 */
final class PropertyOrigin {

	private PropertyOrigin() {
	}

	static @Nullable Origin of(Environment environment, String property) {
		// The name of a client may be written as no canonical name is: plantA, plant_a.
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		for (var source : ConfigurationPropertySources.get(environment)) {
			Origin origin = Origin.from(source.getConfigurationProperty(name));
			if (origin != null) {
				return origin;
			}
		}
		return null;
	}

}
