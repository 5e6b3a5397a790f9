package io.losant4j.data;

import java.util.Map;

import io.losant4j.http.LosantHttp;
import io.losant4j.http.RestResource;
import reactor.core.publisher.Mono;

final class DefaultDataActions implements DataActions {

	private final String applicationId;

	private final RestResource data;

	DefaultDataActions(LosantHttp http, String applicationId) {
		this.applicationId = applicationId;
		this.data = http.resource("/applications/{applicationId}/data", applicationId);
	}

	@Override
	public String applicationId() {
		return this.applicationId;
	}

	@Override
	public Mono<TimeSeriesData> timeSeriesQuery(TimeSeriesQuery query) {
		return this.data.post("data.timeSeriesQuery", "/time-series-query")
			.repeatable(true)
			.body(query)
			.retrieve(TimeSeriesData.class);
	}

	@Override
	public Mono<Map<String, DataPoint>> lastValueQuery(LastValueQuery query) {
		return this.data.post("data.lastValueQuery", "/last-value-query")
			.repeatable(true)
			.body(query)
			.retrieve(LastValueData.class)
			.map(LastValueData::values);
	}

}
