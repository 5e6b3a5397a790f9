package io.losant4j.device;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.losant4j.MockLosant;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicesListsTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices";

	private static final DeviceQuery NAMED = DeviceQuery.name().isNot("a+b");

	private static final String NAMED_AS_PARAMETER = "query=%7B%22name%22%3A%7B%22%24ne%22%3A%22a%2Bb%22%7D%7D";

	private static final JobTicket TICKET = new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4");

	private final MockLosant losant = MockLosant.start();

	private final DevicesActions devices = this.losant.application().devices();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void exportsDevices() {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier
			.create(this.devices.export(DevicesExport.where(NAMED)
				.asJson()
				.email("a+b@example.com")
				.callbackUrl(URI.create("https://example.com/cb?x=1"))))
			.expectNext(TICKET)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/export",
				"{\"query\":{\"name\":{\"$ne\":\"a+b\"}},\"format\":\"json\",\"email\":\"a+b@example.com\","
						+ "\"callbackUrl\":\"https://example.com/cb?x=1\"}"));
	}

	@Test
	void exportsAllDevicesAsJson() {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier.create(this.devices.export(DevicesExport.all().asJson()))
			.expectNext(TICKET)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/export", "{\"format\":\"json\"}"));
	}

	@Test
	void exportsAllDevicesInTheWayThatServersBefore1172Know() {
		this.losant.givenSuccess();
		this.losant.givenSuccess();

		StepVerifier.create(this.devices.export(DevicesExport.all()))
			.expectNext(new JobTicket(true, false, null))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(this.devices.export(DevicesExport.all().email("a+b@example.com")))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/export", null));
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/export?email=a%2Bb%40example.com", null));
	}

	@Test
	void putsACallbackWhereNoLogShowsIt() {
		this.losant.givenSuccess();

		StepVerifier
			.create(this.devices.export(DevicesExport.all().callbackUrl(URI.create("https://example.com/cb?x=1"))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/export", "{\"callbackUrl\":\"https://example.com/cb?x=1\"}"));
	}

	@Test
	void exportsPayloadCounts() {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier
			.create(this.devices.payloadCounts(PayloadCountsExport.where(NAMED)
				.within(TimeRange.last(Duration.ofDays(1)))
				.email("email@example.com")
				.callbackUrl(URI.create("https://example.com/cb"))))
			.expectNext(TICKET)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/payloadCounts",
				"{\"query\":{\"name\":{\"$ne\":\"a+b\"}},\"start\":-86400000,\"end\":0,"
						+ "\"email\":\"email@example.com\",\"callbackUrl\":\"https://example.com/cb\"}"));
	}

	@Test
	void exportsAllPayloadCountsOfServersBefore1241ThatTellNoJob() {
		this.losant.givenSuccess();

		StepVerifier.create(this.devices.payloadCounts(PayloadCountsExport.all()))
			.expectNext(new JobTicket(true, false, null))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/payloadCounts", null));
	}

	@Test
	void getsCompositeStates() {
		this.losant.given(200, answer("CompositeStatePage"));

		StepVerifier.create(this.devices.getCompositeState(CompositeStatesQuery.where(NAMED)
			.within(TimeRange.all())
			.attributes("voltage", "loaded")
			.sortBy(DeviceSortField.ID, SortDirection.DESCENDING)
			.page(2, 1))).assertNext((page) -> {
				assertThat(page.totalCount()).isEqualTo(4);
				assertThat(page.items()).extracting(CompositeStatePage.Item::name).containsExactly("Freezer 12");
				assertThat(page.items()).extracting(CompositeStatePage.Item::compositeState)
					.satisfiesExactly((state) -> assertThat(state).isNotNull()
						.extracting((composite) -> composite.value("voltage").orElseThrow())
						.isEqualTo(new CompositeState.Value(new BigDecimal("22.4"),
								Instant.parse("2016-06-13T04:00:00Z"))));
			}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH
				+ "/compositeState?start=1&end=0&attributes=voltage%2Cloaded&sortField=id&sortDirection=desc"
				+ "&page=2&perPage=1&" + NAMED_AS_PARAMETER, null));
	}

	@Test
	void getsAllCompositeStatesByDefault() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.devices.getCompositeState(CompositeStatesQuery.all()))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/compositeState", null));
	}

	@Test
	void getsAttributeNames() {
		this.losant.given(200, answer("AttributeNames"));
		this.losant.given(200, "{}");
		this.losant.given(200, "{}");

		StepVerifier
			.create(this.devices.attributeNames(NamesQuery.where(NAMED).startsWith("Temp & +"), DataType.NUMBER,
					DataType.BLOB))
			.expectNext(new AttributeNames(List.of("temperature", "voltage")))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(this.devices.attributeNames(NamesQuery.all(), DataType.GPS))
			.expectNext(new AttributeNames(List.of()))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(this.devices.attributeNames(NamesQuery.all()))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/attributeNames?startsWith=Temp%20%26%20%2B&"
				+ NAMED_AS_PARAMETER + "&dataType%5B0%5D=number&dataType%5B1%5D=blob", null));
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/attributeNames?dataType=gps", null));
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/attributeNames", null));
	}

	@Test
	void getsTagKeys() {
		this.losant.given(200, answer("TagKeys"));

		StepVerifier.create(this.devices.tagKeys(NamesQuery.all().startsWith("s")))
			.expectNext(new TagKeys(List.of("floor", "site")))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/tagKeys?startsWith=s", null));
	}

	@Test
	void getsTagValues() {
		this.losant.given(200, answer("TagValues"));

		StepVerifier.create(this.devices.tagValues("site", NamesQuery.where(NAMED)))
			.expectNext(new TagValues("site", List.of("berlin", "potsdam")))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "/tagValues?" + NAMED_AS_PARAMETER + "&key=site", null));
	}

	@Test
	void getsDeviceNames() {
		this.losant.given(200, answer("DeviceNames"));

		StepVerifier.create(this.devices.deviceNames(NamesQuery.where(DeviceQuery.everything())))
			.expectNext(new DeviceNames(
					List.of(new DeviceNames.Summary("575ecf887ae143cd83dc4aa2", DeviceClass.STANDALONE, "Freezer 12"))))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/deviceNames?query=%7B%7D", null));
	}

	@Test
	void tellsWhatLosantSaidOfAnUnknownApplication() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Application was not found\"}");

		StepVerifier.create(this.devices.tagKeys(NamesQuery.all()))
			.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(404))
				.hasMessage("devices.tagKeys GET /applications/{applicationId}/devices/tagKeys answered 404 "
						+ "NotFound: Application was not found"))
			.verify(TIMEOUT);
	}

	@Test
	void refusesWhatLosantWouldRefuse() {
		CompositeStatesQuery states = CompositeStatesQuery.all();

		assertThatIllegalArgumentException().isThrownBy(() -> states.page(0, 1_001))
			.withMessage("perPage must be 1 to 1000, was '1001'");
		assertThatIllegalArgumentException().isThrownBy(() -> states.page(-1, 1))
			.withMessage("page must be 0 to 2147483647, was '-1'");
		assertThatIllegalArgumentException().isThrownBy(() -> states.attributes("a,b"))
			.withMessage("attributes must be 1 to 255 letters, digits, '_' or '-', was 'a,b'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> states.sortBy(DeviceSortField.DELETED_AT, SortDirection.ASCENDING))
			.withMessage(
					"sortField must be one of [name, id, creationDate, lastUpdated, connectionStatus], was 'deletedAt'");
		assertThatIllegalArgumentException().isThrownBy(() -> NamesQuery.all().startsWith(""))
			.withMessageStartingWith("startsWith must be 1 to ");
		assertThatIllegalArgumentException().isThrownBy(() -> this.devices.tagValues("a b", NamesQuery.all()))
			.withMessage("key must be 1 to 255 letters, digits, '_' or '-', was 'a b'");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesExport.all().email("nobody"))
			.withMessage("email must be an e-mail address, was 'nobody'");
		assertThatIllegalArgumentException().isThrownBy(() -> PayloadCountsExport.all().callbackUrl(URI.create("cb")))
			.withMessageStartingWith("callbackUrl must be an absolute http or https URL");
		assertThat(this.losant.requestCount()).isZero();
	}

}
