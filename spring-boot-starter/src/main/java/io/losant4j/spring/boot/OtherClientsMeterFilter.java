package io.losant4j.spring.boot;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Says of requests to others than Losant that they are no action of Losant.
 */
final class OtherClientsMeterFilter implements MeterFilter {

	private static final Tag NONE = Tag.of(LosantObservationAutoConfiguration.ACTION, "none");

	private final String name;

	OtherClientsMeterFilter(String name) {
		this.name = name;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		return (id.getName().equals(this.name) && id.getTag(NONE.getKey()) == null) ? id.withTag(NONE) : id;
	}

}
