package io.losant4j.device;

import java.net.URI;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The address that Losant calls back may carry a secret of the user's.
 */
class CallbackUrlTest {

	private static final URI URL = URI.create("https://example.com/done?key=s3cret");

	static Stream<Object> requests() {
		return Stream.of(DeviceExport.within(TimeRange.all()).callbackUrl(URL), DevicesExport.all().callbackUrl(URL),
				DevicesSelection.everyDeviceOfTheApplication().callbackUrl(URL),
				DevicesPatch.everyDeviceOfTheApplication(UpdateOperation.removeDescription()).callbackUrl(URL),
				DevicesRemoveData.everyDeviceOfTheApplication(TimeRange.all()).callbackUrl(URL),
				PayloadCountsExport.all().callbackUrl(URL));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void isNotShown(Object request) {
		assertThat(request.toString()).contains("callbackUrl=hidden").doesNotContain("s3cret");
	}

}
