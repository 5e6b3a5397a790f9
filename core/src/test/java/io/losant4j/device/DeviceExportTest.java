package io.losant4j.device;

import java.net.URI;
import java.util.Collections;

import io.losant4j.MockLosant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceExportTest {

	private static final URI CALLBACK = URI.create("https://example.com/cb?x=1");

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void exportsEverything() {
		sends(DeviceExport.within(TimeRange.all()), "?start=1&end=0", null);
	}

	@Test
	void needsNoBodyForWhatEveryServerUnderstands() {
		sends(DeviceExport.within(new TimeRange(-60_000, 0)).email("a+b@example.com").includeBlobData(),
				"?start=-60000&end=0&email=a%2Bb%40example.com&includeBlobData=true", null);
	}

	@Test
	void saysEverythingAgainInTheBodyWhereOnlyTheBodyCanSayIt() {
		sends(DeviceExport.within(TimeRange.all())
			.email("a+b@example.com")
			.callbackUrl(CALLBACK)
			.attributes("voltage", "loaded")
			.includeBlobData()
			.excludeDate()
			.excludeId(), "?start=1&end=0&email=a%2Bb%40example.com&includeBlobData=true",
				"{\"start\":1,\"end\":0,\"email\":\"a+b@example.com\",\"callbackUrl\":\"https://example.com/cb?x=1\","
						+ "\"attributes\":[\"voltage\",\"loaded\"],"
						+ "\"options\":{\"includeBlobData\":true,\"includeDate\":false,\"includeID\":false}}");
	}

	@Test
	void eachThingThatOnlyTheBodyCanSayNeedsIt() {
		DeviceExport all = DeviceExport.within(TimeRange.all());

		sends(all.attributes("voltage"), "?start=1&end=0", "{\"start\":1,\"end\":0,\"attributes\":[\"voltage\"]}");
		sends(all.callbackUrl(CALLBACK), "?start=1&end=0",
				"{\"start\":1,\"end\":0,\"callbackUrl\":\"https://example.com/cb?x=1\"}");
		sends(all.excludeDate(), "?start=1&end=0", "{\"start\":1,\"end\":0,\"options\":{\"includeDate\":false}}");
		sends(all.excludeId(), "?start=1&end=0", "{\"start\":1,\"end\":0,\"options\":{\"includeID\":false}}");
	}

	@Test
	void readsTheAnswerOfOldServers() {
		this.losant.givenSuccess();

		StepVerifier.create(this.device.export(DeviceExport.within(TimeRange.all())))
			.expectNext(new JobTicket(true, false, null))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void isAValue() {
		DeviceExport export = DeviceExport.within(TimeRange.all()).excludeId();

		assertThat(export).isEqualTo(DeviceExport.within(TimeRange.all()).excludeId())
			.hasSameHashCodeAs(DeviceExport.within(TimeRange.all()).excludeId())
			.isNotEqualTo(DeviceExport.within(TimeRange.all()))
			.isNotEqualTo(export.email("a@b"))
			.hasToString("DeviceExport{start=1, end=0}{includeID=false}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "@b", "a@", "a b@c", "a@b@c" })
	void refusesWhatIsNoAddress(String email) {
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceExport.within(TimeRange.all()).email(email))
			.withMessage("email must be an e-mail address, was '" + email + "'");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/cb?secret=s3cr3t", "ftp://s3cr3t@example.com", "mailto:s3cr3t@example.com", "https:/s3cr3t" })
	void refusesWhatCannotBeCalledWithoutRepeatingIt(String url) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DeviceExport.within(TimeRange.all()).callbackUrl(URI.create(url)))
			.withMessageStartingWith("callbackUrl must be an absolute http or https URL, was one of scheme '")
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("s3cr3t"));
	}

	@Test
	void refusesWhatIsTooLongOrTooMuch() {
		DeviceExport all = DeviceExport.within(TimeRange.all());

		assertThatIllegalArgumentException().isThrownBy(() -> all.email("a@" + "b".repeat(1_023)))
			.withMessageStartingWith("email must be 1 to 1024 characters, was 'a@bbb");
		URI url = URI.create("https://example.com/" + "x".repeat(1_005));
		assertThatIllegalArgumentException().isThrownBy(() -> all.callbackUrl(url))
			.withMessage("callbackUrl length must be 1 to 1024, was '1025'");
		assertThatIllegalArgumentException().isThrownBy(() -> all.attributes())
			.withMessage("attributes must have 1 to 256 items, was '0'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> all.attributes(Collections.nCopies(257, "a").toArray(String[]::new)))
			.withMessage("attributes must have 1 to 256 items, was '257'");
		assertThatIllegalArgumentException().isThrownBy(() -> all.attributes("a.b")).withMessageContaining("'a.b'");
	}

	private void sends(DeviceExport export, String query, @Nullable String body) {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier.create(this.device.export(export))
			.expectNext(new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/export" + query, body));
	}

}
