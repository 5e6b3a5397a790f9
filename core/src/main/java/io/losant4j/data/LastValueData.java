package io.losant4j.data;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import io.losant4j.device.BareMapReader;
import io.losant4j.device.Check;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The answer to a {@link LastValueQuery}: a bare map.
 *
 * @param values the values by the id of their device, in Losant's order
 */
@JsonDeserialize(using = LastValueData.Reader.class)
record LastValueData(@JsonValue Map<String, DataPoint> values) {

	LastValueData {
		values = Check.frozen(values);
	}

	static final class Reader extends BareMapReader<LastValueData, DataPoint> {

		Reader() {
			super(DataPoint.class, LastValueData::new);
		}

	}

}
