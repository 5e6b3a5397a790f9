package io.losant4j.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link LastValueQuery}: a bare map, in which Losant's own fields may
 * stand next to the ids of devices. No record, since Jackson hands those their entries in
 * reverse.
 */
@JsonIgnoreProperties({ "_type", "_etag", "_links", "_actions", "_embedded" })
final class LastValueData {

	private final Map<String, DataPoint> values = new LinkedHashMap<>();

	@JsonAnySetter
	void put(String deviceId, @Nullable DataPoint value) {
		if (value != null) {
			this.values.put(deviceId, value);
		}
	}

	Map<String, DataPoint> values() {
		return Collections.unmodifiableMap(this.values);
	}

}
