package io.losant4j.device;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.losant4j.MockLosant;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicesBulkActionsTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices";

	private static final DeviceQuery ORPHANS = DeviceQuery.parentId().isNull();

	private static final DeviceCommand DEFROST = DeviceCommand.of("defrost")
		.withPayload(Map.of("minutes", 5))
		.at(Instant.ofEpochMilli(1_465_790_400_123L));

	private static final String REFUSAL = "query must not be empty, which means every device of the application "
			+ "(everyDeviceOfTheApplication(..) says so openly), was '{}'";

	private static final JobTicket TICKET = new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4");

	private final MockLosant losant = MockLosant.start();

	private final DevicesActions devices = this.losant.application().devices();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void deletesDevices() {
		this.losant.given(200, answer("DevicesDeleted"));

		StepVerifier
			.create(this.devices.delete(DevicesSelection.where(ORPHANS)
				.email("email@example.com")
				.callbackUrl(URI.create("https://example.com/cb"))
				.asJob()))
			.expectNext(new BulkResult.Completed<>(new DevicesDeleted(3, 1)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(
				call("POST " + PATH + "/delete", "{\"query\":{\"parentId\":null},\"email\":\"email@example.com\","
						+ "\"callbackUrl\":\"https://example.com/cb\",\"forceJob\":true}"));
	}

	@Test
	void takesADeletionWithoutFailuresForOneThatHadNone() {
		this.losant.given(200, "{\"removed\":3}");

		StepVerifier.create(this.devices.delete(DevicesSelection.where(ORPHANS)))
			.expectNext(new BulkResult.Completed<>(new DevicesDeleted(3, 0)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/delete", "{\"query\":{\"parentId\":null}}"));
	}

	@Test
	void queuesADeletionWhereverTheServerSaysSoInTheBody() {
		this.losant.given(202, answer("JobTicket"));
		this.losant.given(200, answer("JobTicket"));
		// Servers before 1.23.6 tell no id, and those before 1.24.1 no success.
		this.losant.given(202, "{\"jobQueued\":true}");
		this.losant.given(202, "{\"removed\":0,\"jobQueued\":false}");

		StepVerifier.create(this.devices.delete(DevicesSelection.everyDeviceOfTheApplication()).repeat(3))
			.expectNext(new BulkResult.Enqueued<>(TICKET))
			.expectNext(new BulkResult.Enqueued<>(TICKET))
			.expectNext(new BulkResult.Enqueued<>(new JobTicket(true, true, null)))
			.expectNext(new BulkResult.Completed<>(new DevicesDeleted(0, 0)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/delete", "{\"query\":{}}"));
	}

	@Test
	void restoresDevices() {
		this.losant.given(200, answer("DevicesRestored"));
		this.losant.given(202, answer("JobTicket"));

		StepVerifier
			.create(this.devices.restore(DevicesSelection.where(DeviceQuery.deletedAt().isAfter(Instant.EPOCH)))
				.repeat(1))
			.expectNext(new BulkResult.Completed<>(new DevicesRestored(3, 1)))
			.expectNext(new BulkResult.Enqueued<>(TICKET))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/restore", "{\"query\":{\"deletedAt\":{\"$gt\":0}}}"));
	}

	@Test
	void removesData() {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier
			.create(this.devices.removeData(DevicesRemoveData.where(ORPHANS, TimeRange.last(Duration.ofHours(1)))
				.attributes("temperature", "voltage")
				.keepConnectionHistory()
				.keepCommandHistory()
				.email("email@example.com")
				.callbackUrl(URI.create("https://example.com/cb"))))
			.expectNext(new BulkResult.Enqueued<>(TICKET))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/removeData",
				"{\"query\":{\"parentId\":null},\"start\":-3600000,\"end\":0,"
						+ "\"attributes\":[\"temperature\",\"voltage\"],\"keepConnectionHistory\":true,"
						+ "\"keepCommandHistory\":true,\"email\":\"email@example.com\","
						+ "\"callbackUrl\":\"https://example.com/cb\"}"));
	}

	@Test
	void removesDataAtOnceAsServersBefore1268Do() {
		this.losant.given(200, answer("DevicesDataRemoved"));

		StepVerifier.create(this.devices.removeData(DevicesRemoveData.everyDeviceOfTheApplication(TimeRange.all())))
			.expectNext(new BulkResult.Completed<>(new DevicesDataRemoved(3, 1)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/removeData", "{\"query\":{},\"start\":1,\"end\":0}"));
	}

	@Test
	void sendsACommandToDevicesByTheirIds() {
		this.losant.givenSuccess();

		StepVerifier.create(this.devices.sendCommand(MultiDeviceCommand.ids(List.of(DEVICE, APPLICATION), DEFROST)))
			.expectNext(new BulkResult.Completed<>(new Success(true)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/command",
				"{\"name\":\"defrost\",\"payload\":{\"minutes\":5},\"time\":1465790400123,"
						+ "\"deviceIds\":[\"575ecf887ae143cd83dc4aa2\",\"575ec8687ae143cd83dc4a97\"]}"));
	}

	@Test
	void sendsACommandToDevicesByTheirTags() {
		this.losant.givenSuccess();

		StepVerifier.create(this.devices.sendCommand(MultiDeviceCommand.tagged(
				List.of(TagFilter.of("floor", "8"), TagFilter.ofKey("site"), TagFilter.ofValue("berlin")),
				DeviceCommand.of("stop"))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/command",
				"{\"name\":\"stop\",\"deviceTags\":[{\"key\":\"floor\",\"value\":\"8\"},{\"key\":\"site\"},"
						+ "{\"value\":\"berlin\"}]}"));
	}

	@Test
	void sendsACommandToDevicesByAQuery() {
		this.losant.given(202, answer("JobTicket"));
		this.losant.givenSuccess();

		StepVerifier.create(this.devices.sendCommand(MultiDeviceCommand.where(ORPHANS, DeviceCommand.of("stop"))))
			.expectNext(new BulkResult.Enqueued<>(TICKET))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier
			.create(this.devices.sendCommand(MultiDeviceCommand.everyDeviceOfTheApplication(DeviceCommand.of("stop"))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/command", "{\"name\":\"stop\",\"deviceQuery\":{\"parentId\":null}}"));
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/command", "{\"name\":\"stop\",\"deviceQuery\":{}}"));
	}

	@Test
	void refusesToMeanEveryDeviceByAccident() {
		DeviceQuery empty = DeviceQuery.of(Map.of());

		assertThatIllegalArgumentException().isThrownBy(() -> DevicesSelection.where(empty)).withMessage(REFUSAL);
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesRemoveData.where(empty, TimeRange.all()))
			.withMessage(REFUSAL);
		assertThatIllegalArgumentException().isThrownBy(() -> MultiDeviceCommand.where(empty, DEFROST))
			.withMessage(REFUSAL);
		assertThatIllegalArgumentException().isThrownBy(() -> MultiDeviceCommand.ids(List.of(), DEFROST))
			.withMessage("deviceIds must have 1 to 1000 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> MultiDeviceCommand.tagged(List.of(), DEFROST))
			.withMessage("deviceTags must have 1 to 100 items, was '0'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MultiDeviceCommand.tagged(List.of(new TagFilter(null, null)), DEFROST))
			.withMessage("tag filter must have a key or a value, was TagFilter[key=null, value=null]");
	}

	@Test
	void refusesWhatLosantWouldRefuse() {
		DevicesRemoveData removal = DevicesRemoveData.where(ORPHANS, TimeRange.all());

		assertThatIllegalArgumentException()
			.isThrownBy(() -> MultiDeviceCommand.ids(Collections.nCopies(1_001, DEVICE), DEFROST))
			.withMessage("deviceIds must have 1 to 1000 items, was '1001'");
		assertThatIllegalArgumentException().isThrownBy(() -> MultiDeviceCommand.ids(List.of("42"), DEFROST))
			.withMessage("deviceIds must be 24 hexadecimal characters, was '42'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MultiDeviceCommand.tagged(Collections.nCopies(101, TagFilter.ofKey("a")), DEFROST))
			.withMessage("deviceTags must have 1 to 100 items, was '101'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MultiDeviceCommand.tagged(List.of(new TagFilter("a b", null)), DEFROST))
			.withMessageStartingWith("tag key must be");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MultiDeviceCommand.where(ORPHANS, new DeviceCommand("", null, null)))
			.withMessage("command name must be 1 to 255 characters, was ''");
		assertThatIllegalArgumentException().isThrownBy(() -> removal.attributes("a b"))
			.withMessage("attributes must be 1 to 255 letters, digits, '_' or '-', was 'a b'");
		assertThatIllegalArgumentException().isThrownBy(removal::attributes)
			.withMessage("attributes must have 1 to 256 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> removal.email("nobody"))
			.withMessage("email must be an e-mail address, was 'nobody'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesSelection.where(ORPHANS).callbackUrl(URI.create("ftp://example.com/secret")))
			.withMessageStartingWith("callbackUrl must be an absolute http or https URL")
			.withMessageNotContaining("secret");
	}

	@Test
	void tellsWhatLosantSaid() {
		this.losant.given(400, "{\"type\":\"Validation\",\"message\":\"query is bad\"}");

		StepVerifier.create(this.devices.delete(DevicesSelection.where(ORPHANS)))
			.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(400))
				.hasMessage("devices.delete POST /applications/{applicationId}/devices/delete answered 400 "
						+ "Validation: query is bad"))
			.verify(TIMEOUT);
	}

	@Test
	void tellsOfAnAnswerThatCannotBeRead() {
		this.losant.given(200, "[]");
		this.losant.given(200, "");

		for (int i = 0; i < 2; i++) {
			StepVerifier.create(this.devices.restore(DevicesSelection.where(ORPHANS)))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
					.hasMessageStartingWith("devices.restore POST /applications/{applicationId}/devices/restore "))
				.verify(TIMEOUT);
		}
	}

}
