package io.losant4j;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.losant4j.auth.AuthedUser;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceQuery;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantDataException;
import io.losant4j.http.RetryPolicy;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LosantCallTest {

	private static final LosantCall<Event> EVENTS = LosantCall.get("/applications/{applicationId}/events", Event.class);

	private static final LosantCall<Event> POST = LosantCall.post("/applications/{applicationId}/events", Event.class)
		.variable("applicationId", APPLICATION);

	private final MockLosant losant = MockLosant.start();

	private final LosantClient client = this.losant.client();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void getsAnObject() {
		this.losant.given(200,
				"{\"subject\":\"Hot\",\"level\":\"critical\",\"creationDate\":\"2016-06-13T04:00:00Z\"}");

		StepVerifier.create(this.client.call(EVENTS.variable("applicationId", APPLICATION).query("page", 0)))
			.expectNext(new Event("Hot", Instant.parse("2016-06-13T04:00:00Z")))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET /applications/" + APPLICATION + "/events?page=0", null));
	}

	@Test
	void getsAnArray() {
		this.losant.given(200, "[{\"subject\":\"Hot\"},{\"subject\":\"Cold\"}]");

		StepVerifier.create(this.client.callMany(EVENTS.variable("applicationId", APPLICATION)))
			.expectNext(new Event("Hot", null), new Event("Cold", null))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void getsTheJsonTextItself() {
		this.losant.given(200, "{\"a\": [1.50]}");

		StepVerifier.create(this.client.call(LosantCall.get("/me", String.class)))
			.expectNext("{\"a\": [1.50]}")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void exchangesTheTokenForANewOne() {
		this.losant.given(200, "{\"token\":\"newer\"}");

		StepVerifier
			.create(this.client.call(LosantCall.get("/me/refreshToken", AuthedUser.class).named("me.refreshToken"))
				.mapNotNull(AuthedUser::token))
			.expectNext("newer")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET /me/refreshToken", null));
	}

	@Test
	void completesEmptyWhereThereIsNoAnswer() {
		this.losant.given(new MockResponse.Builder().code(204).build());
		this.losant.given(200, "{\"success\":true}");

		StepVerifier.create(this.client.call(LosantCall.get("/auth/ssoDomain", Event.class).query("email", "a+b@c.de")))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET /auth/ssoDomain?email=a%2Bb%40c.de", null));
		StepVerifier.create(this.client.call(
				LosantCall.delete("/applications/{applicationId}", Void.class).variable("applicationId", APPLICATION)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("DELETE /applications/" + APPLICATION, null));
	}

	@Test
	void putsEveryKindOfQueryParameter() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.client.call(EVENTS.variable("applicationId", APPLICATION)
			.query("filter", "a*{b}+c&d")
			.query("on", true)
			.query("tagFilter", List.of(Map.of("key", "site"), Map.of("value", 8)))
			.queryJson("query", DeviceQuery.tag("site").is("berlin"))
			.queryJson("raw", Map.of("level", "info")))).expectNextCount(1).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET /applications/" + APPLICATION
				+ "/events?filter=a%2A%7Bb%7D%2Bc%26d&on=true&tagFilter%5B0%5D%5Bkey%5D=site&tagFilter%5B1%5D%5Bvalue%5D=8"
				+ "&query=%7B%22tags%22%3A%7B%22site%22%3A%22berlin%22%7D%7D&raw=%7B%22level%22%3A%22info%22%7D",
				null));
	}

	@Test
	void sendsABody() {
		this.losant.given(201, "{\"subject\":\"Hot\"}");
		this.losant.given(200, "{\"subject\":\"Cold\"}");

		StepVerifier.create(this.client.call(POST.body(new Event("Hot", Instant.ofEpochMilli(5)))))
			.expectNext(new Event("Hot", null))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(
				call("POST /applications/" + APPLICATION + "/events", "{\"subject\":\"Hot\",\"creationDate\":5}"));
		StepVerifier
			.create(this.client.call(
					LosantCall.patch("/applications/{applicationId}/devices/{deviceId}/attributes/{name}", Event.class)
						.variable("deviceId", DEVICE)
						.variable("applicationId", APPLICATION)
						.variable("name", "tür {1} 50%?#")
						.body(Collections.singletonMap("description", null))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("PATCH /applications/" + APPLICATION + "/devices/" + DEVICE
				+ "/attributes/t%C3%BCr%20%7B1%7D%2050%25%3F%23", "{\"description\":null}"));
	}

	@Test
	void sendsATextAsAJsonString() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.client.call(POST.body("say \"hi\"")))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request().toString()).contains("\"say \\\"hi\\\"\"");
	}

	@Test
	void isMadeAgainOnlyWhereThatDoesNoHarm() {
		LosantCall<Event> patch = LosantCall.patch("/me", Event.class).body(Map.of());
		assertThat(attempts(POST)).isEqualTo(1);
		assertThat(attempts(POST.repeatable(true))).isEqualTo(2);
		assertThat(attempts(patch)).isEqualTo(2);
		assertThat(attempts(patch.repeatable(false))).isEqualTo(1);
	}

	private int attempts(LosantCall<Event> call) {
		int before = this.losant.requestCount();
		this.losant.given(500, "{}");
		this.losant.given(500, "{}");
		try (LosantClient persistent = LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.accessToken("token"))
			.retry(RetryPolicy.defaults().withMaxAttempts(2).withBackOff(Duration.ofMillis(1), Duration.ofMillis(2)))
			.build()) {
			StepVerifier.create(persistent.call(call)).expectError(LosantApiException.class).verify(TIMEOUT);
		}
		int attempts = this.losant.requestCount() - before;
		for (int left = attempts; left < 2; left++) {
			StepVerifier.create(this.client.call(POST)).expectError(LosantApiException.class).verify(TIMEOUT);
		}
		return attempts;
	}

	@Test
	void eachSubscriptionIsACallOfItsOwn() {
		this.losant.given(200, "{\"subject\":\"before\"}");
		this.losant.given(200, "{\"subject\":\"after\"}");

		StepVerifier
			.create(this.client.call(EVENTS.variable("applicationId", APPLICATION)).repeat(1).map(Event::subject))
			.expectNext("before", "after")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(this.losant.request());
	}

	@Test
	void tellsWhatLosantSaidByTheNameOfTheAction() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"No\"}");
		this.losant.given(200, "[");
		LosantCall<Event> events = EVENTS.variable("applicationId", APPLICATION);

		StepVerifier.create(this.client.call(events.named("events.get")))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantApiException.class)
				.hasMessage("events.get GET /applications/{applicationId}/events answered 404 NotFound: No"))
			.verify(TIMEOUT);
		StepVerifier.create(this.client.call(events))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith("call GET /applications/{applicationId}/events "))
			.verify(TIMEOUT);
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.client.call(POST.body(Map.of()));
		this.client.callMany(POST);

		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void laterChangesOfWhatWasGivenDoNotReachTheCall() {
		this.losant.given(200, "{}");
		List<String> states = new ArrayList<>(List.of("new"));
		List<Object> notes = new ArrayList<>(List.of("a"));
		LosantCall<Event> call = POST.query("state", states).body(Map.of("notes", notes));
		states.add("resolved");
		notes.add("b");

		StepVerifier.create(this.client.call(call)).expectNextCount(1).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST /applications/" + APPLICATION + "/events?state%5B0%5D=new", "{\"notes\":[\"a\"]}"));
	}

	@Test
	void eachMethodLeavesTheCallAsItWas() {
		LosantCall<Event> changed = EVENTS.variable("applicationId", APPLICATION).query("page", 1).named("events.get");

		assertThat(changed).isNotEqualTo(EVENTS)
			.isEqualTo(EVENTS.variable("applicationId", APPLICATION).query("page", 1).named("events.get"))
			.hasSameHashCodeAs(EVENTS.variable("applicationId", APPLICATION).query("page", 1).named("events.get"));
		assertThat(EVENTS).isEqualTo(LosantCall.get("/applications/{applicationId}/events", Event.class));
		assertThat(POST.body("a")).isNotEqualTo(POST.body("b"));
	}

	@Test
	void showsNothingOfWhatItCarries() {
		assertThat(POST.query("email", "a@b").body(Map.of("password", "s3cret")).named("events.post"))
			.hasToString("LosantCall[events.post POST /applications/{applicationId}/events]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "me", "//evil.example", "@evil.example/", "https://evil.example/me", "/me/",
			"/a//b", "/../me", "/a/./b", "/a/%2e%2e/b", "/a\\b", "/a?b=c", "/a#b", "/a b", "/{a}{b}", "/{a", "/{}",
			"/a\n" })
	void refusesATemplateThatIsNotAPath(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> LosantCall.get(template, Event.class))
			.withMessage("template must be a path such as /applications/{applicationId}/events, without a query, was '"
					+ template + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a/b", "../b", "a\\b", "a\nb", "\u0000" })
	void refusesAValueThatLeadsToAnotherPath(String value) {
		LosantCall<Event> call = LosantCall.get("/a/{name}", Event.class);

		assertThatIllegalArgumentException().isThrownBy(() -> call.variable("name", value))
			.withMessageStartingWith("name must not be empty, '.' or '..', nor contain '/'");
	}

	@Test
	void refusesVariablesThatAreUnknownOrMissingOrNoIds() {
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.variable("deviceId", DEVICE))
			.withMessage("variable must be one of /applications/{applicationId}/events, was 'deviceId'");
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.variable("applicationId", "x"))
			.withMessage("applicationId must be 24 hexadecimal characters, was 'x'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.call(EVENTS))
			.withMessage("variable 'applicationId' of /applications/{applicationId}/events must be set");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.callMany(EVENTS))
			.withMessage("variable 'applicationId' of /applications/{applicationId}/events must be set");
	}

	@Test
	void refusesWhatCannotTravel() {
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.query("_links", true))
			.withMessage("query parameter must have a name, other than those that the client sets, was '_links'");
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.queryJson("", Map.of()))
			.withMessageStartingWith("query parameter must have a name");
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.query("start", List.of(Instant.EPOCH)))
			.withMessage("start must be made of texts, numbers and booleans, was a java.time.Instant");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EVENTS.query("start", Collections.singletonMap("a", null)))
			.withMessage("start must be made of texts, numbers and booleans, was null");
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.body(Map.of()))
			.withMessage("body must go with a POST or a PATCH, was with a GET");
		assertThatIllegalArgumentException().isThrownBy(() -> LosantCall.delete("/a", Void.class).body(Map.of()))
			.withMessage("body must go with a POST or a PATCH, was with a DELETE");
		assertThatIllegalArgumentException().isThrownBy(() -> EVENTS.named("events get"))
			.withMessage("name must be an action such as events.get, was 'events get'");
	}

	record Event(@Nullable String subject, @Nullable Instant creationDate) {
	}

	@Test
	void takesANameWhereLosantCallsItAnId() {
		this.losant.given(200, "{}");
		LosantCall<String> version = LosantCall
			.get("/applications/{applicationId}/versions/{flowVersionId}", String.class)
			.variable("applicationId", APPLICATION)
			.variable("flowVersionId", "v1.2");

		StepVerifier.create(this.client.call(version)).expectNext("{}").expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).startsWith("GET /applications/" + APPLICATION + "/versions/v1.2?");
	}

}
