package io.losant4j.device;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.losant4j.MockLosant;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicesGetAllTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices";

	private final MockLosant losant = MockLosant.start();

	private final DevicesActions devices = this.losant.application().devices();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void getsAllDevicesPageByPageById() {
		givenPage("\"perPage\":2,\"totalCount\":3", "a", "b");
		givenPage("\"perPage\":2,\"totalCount\":3", "c");

		StepVerifier.create(getAll(DevicesQuery.all())).expectNext("a", "b", "c").expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "?sortField=id&sortDirection=asc&page=0&perPage=1000", null));
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "?sortField=id&sortDirection=asc&page=1&perPage=1000", null));
	}

	@Test
	void asksForTheSameDevicesOnEachPage() {
		givenPage("\"perPage\":1", "a");
		givenPage("\"perPage\":1");

		StepVerifier
			.create(getAll(DevicesQuery.where(DeviceQuery.tag("site").is("berlin")).excludeConnectionInfo().page(3, 1)))
			.expectNext("a")
			.expectComplete()
			.verify(TIMEOUT);
		for (int page = 3; page < 5; page++) {
			assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "?excludeConnectionInfo=true&page=" + page
					+ "&perPage=1" + "&sortField=id&sortDirection=asc"
					+ "&query=%7B%22tags%22%3A%7B%22site%22%3A%22berlin%22%7D%7D", null));
		}
	}

	@Test
	void keepsAnOrderThatDoesNotShift() {
		givenPage("\"perPage\":1000", "a");
		givenPage("\"perPage\":1000", "b");

		getsAll(DevicesQuery.all().sortBy(DeviceSortField.CREATION_DATE, SortDirection.DESCENDING));
		getsAll(DevicesQuery.all().sortBy(DeviceSortField.ID, SortDirection.DESCENDING));

		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "?sortField=creationDate&sortDirection=desc&page=0&perPage=1000", null));
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "?sortField=id&sortDirection=desc&page=0&perPage=1000", null));
	}

	@Test
	void refusesAnOrderThatShifts() {
		DevicesQuery byName = DevicesQuery.all().sortBy(DeviceSortField.NAME, SortDirection.ASCENDING);

		assertThatIllegalArgumentException().isThrownBy(() -> this.devices.getAll(byName))
			.withMessage("sortField of all pages must be one of [id, creationDate], was 'name'");
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void findsEveryDeviceOfAServerWithSmallerPagesThanAskedFor() {
		givenPage("\"perPage\":2,\"totalCount\":2", "a", "b");
		givenPage("\"perPage\":2,\"totalCount\":2", "b", "c");
		givenPage("\"perPage\":2,\"totalCount\":2", "d");

		StepVerifier.create(getAll(DevicesQuery.all())).expectNext("a", "b", "c", "d").expectComplete().verify(TIMEOUT);
	}

	@Test
	void endsWhereAServerAnswersTheSameDevicesForEver() {
		for (int i = 0; i < 3; i++) {
			givenPage("\"totalCount\":1000000", "a", "b");
		}

		StepVerifier.create(getAll(DevicesQuery.all())).expectNext("a", "b").expectComplete().verify(TIMEOUT);
	}

	@Test
	void errorsAfterTheDevicesOfThePagesBefore() {
		givenPage("\"perPage\":2", "a", "b");
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Application was not found\"}");

		StepVerifier.create(getAll(DevicesQuery.all()))
			.expectNext("a", "b")
			.expectErrorMatches(LosantApiException.hasStatus(404))
			.verify(TIMEOUT);
	}

	@Test
	void eachSubscriptionIsARunOfItsOwn() {
		Flux<String> all = getAll(DevicesQuery.all());
		for (int i = 0; i < 2; i++) {
			givenPage("\"perPage\":2", "a");

			StepVerifier.create(all).expectNext("a").expectComplete().verify(TIMEOUT);
		}
	}

	private void getsAll(DevicesQuery query) {
		StepVerifier.create(getAll(query)).expectNextCount(1).expectComplete().verify(TIMEOUT);
	}

	private Flux<String> getAll(DevicesQuery query) {
		return this.devices.getAll(query).mapNotNull(Device::id);
	}

	private void givenPage(String envelope, String... ids) {
		String items = Arrays.stream(ids).map((id) -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(","));
		this.losant.given(200, "{" + envelope + ",\"items\":[" + items + "]}");
	}

}
