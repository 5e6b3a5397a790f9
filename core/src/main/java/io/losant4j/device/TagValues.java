package io.losant4j.device;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Values of the device tags with one key.
 *
 * @param tagKey the key
 * @param tagValues the values, at most 1,000; never {@code null}
 */
public record TagValues(@Nullable String tagKey, List<String> tagValues) {

	public TagValues {
		tagValues = Check.frozen(tagValues);
	}

}
