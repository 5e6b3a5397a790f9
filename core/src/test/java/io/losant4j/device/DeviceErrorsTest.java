package io.losant4j.device;

import java.util.function.Function;
import java.util.stream.Stream;

import io.losant4j.MockLosant;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each action on one device does nothing before subscription, and tells its own name and
 * its template when Losant refuses.
 */
class DeviceErrorsTest {

	private static final String PATH = "/applications/{applicationId}/devices/{deviceId}";

	private final MockLosant losant = MockLosant.start();

	@AfterEach
	void close() {
		this.losant.close();
	}

	static Stream<Arguments> actions() {
		TimeRange all = TimeRange.all();
		return Stream.of(action("device.patch PATCH " + PATH, (device) -> device.patch(DevicePatch.empty())),
				action("device.delete DELETE " + PATH, DeviceActions::delete),
				action("device.getLogEntries GET " + PATH + "/logs",
						(device) -> device.getLogEntries(HistoryQuery.latest())),
				action("device.getCompositeState GET " + PATH + "/compositeState",
						(device) -> device.getCompositeState(all)),
				action("device.removeData DELETE " + PATH + "/data", (device) -> device.removeData(all)),
				action("device.export POST " + PATH + "/export", (device) -> device.export(DeviceExport.within(all))),
				action("device.setConnectionStatus POST " + PATH + "/setConnectionStatus",
						(device) -> device.setConnectionStatus(ConnectionStatus.connected())),
				action("device.payloadCounts GET " + PATH + "/payloadCounts", (device) -> device.payloadCounts(all)),
				action("device.payloadCountsBreakdown GET " + PATH + "/payloadCountsBreakdown",
						(device) -> device.payloadCountsBreakdown(all, PayloadCountsBreakdown.Resolution.DAY)),
				action("deviceAttributes.get GET " + PATH + "/attributes",
						(device) -> device.attributes().get(DeviceAttributesQuery.all())),
				action("deviceAttributes.post POST " + PATH + "/attributes",
						(device) -> device.attributes().post(DeviceAttribute.of("t", DataType.NUMBER))),
				action("deviceAttribute.get GET " + PATH + "/attributes/{name}",
						(device) -> device.attribute("t").get()),
				action("deviceAttribute.patch PATCH " + PATH + "/attributes/{name}",
						(device) -> device.attribute("t").patch(DeviceAttributePatch.empty())),
				action("deviceAttribute.delete DELETE " + PATH + "/attributes/{name}",
						(device) -> device.attribute("t").delete()));
	}

	private static Arguments action(String name, Function<DeviceActions, Publisher<?>> action) {
		return arguments(name, action);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("actions")
	void tellsWhatLosantRefused(String name, Function<DeviceActions, Publisher<?>> action) {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Device was not found\"}");

		Publisher<?> call = action.apply(this.losant.application().device(DEVICE));

		assertThat(this.losant.requestCount()).isZero();
		StepVerifier.create(call)
			.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(404))
				.hasMessage(name + " answered 404 NotFound: Device was not found"))
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isOne();
	}

}
