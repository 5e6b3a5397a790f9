package io.losant4j.http;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON mapper of the client. An application's Jackson settings never reach it.
 */
final class LosantJson {

	private LosantJson() {
	}

	static JsonMapper mapper() {
		SimpleModule losant = new SimpleModule("losant") {

			@Override
			public void setupModule(SetupContext context) {
				super.setupModule(context);
				context.addValueInstantiators(RecordMaker.ofAllRecords());
			}

		}.addDeserializer(Instant.class, new InstantCodec.Reader())
			.addSerializer(Instant.class, new InstantCodec.Writer());
		WholeNumberReader.addTo(losant);
		return JsonMapper.builder()
			.addModule(losant)
			// An answer of a newer API is still an answer.
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			// A reading of 0.1 stays 0.1, and one of thirty digits keeps them.
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
			// Absent is not null: only what was set is sent. A null inside a map is a
			// value.
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build();
	}

}
