package io.losant4j.device;

import java.util.List;

/**
 * Names of attributes.
 *
 * @param attributeNames the names, at most 1,000; never {@code null}
 */
public record AttributeNames(List<String> attributeNames) {

	public AttributeNames {
		attributeNames = Check.frozen(attributeNames);
	}

}
