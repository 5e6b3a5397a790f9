package io.losant4j.device;

import java.util.List;

/**
 * Keys of device tags.
 *
 * @param tagKeys the keys, at most 1,000; never {@code null}
 */
public record TagKeys(List<String> tagKeys) {

	public TagKeys {
		tagKeys = Check.frozen(tagKeys);
	}

}
