package io.losant4j.auth;

import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.losant4j.Answers;
import io.losant4j.LosantClient;
import io.losant4j.MockLosant;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.TOKEN;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

public class AuthActionsTest {

	private static final DeviceCredentials FREEZER = DeviceCredentials.of(DEVICE, "the-k3y", "the-s3cret");

	private static final UserCredentials ANNA = UserCredentials.of("anna@example.com", "passw0rd!");

	private final MockLosant losant = MockLosant.start();

	private final AuthActions auth = this.losant.client().auth();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void logsADeviceInWithoutAToken() {
		this.losant.given(200, answer("AuthedDevice"));

		StepVerifier.create(this.auth.authenticateDevice(FREEZER)).assertNext((device) -> {
			assertThat(device.token()).isEqualTo("t0ken-of-the-device");
			assertThat(device.deviceId()).isEqualTo(DEVICE);
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(login("POST /auth/device",
				"{\"deviceId\":\"" + DEVICE + "\",\"key\":\"the-k3y\",\"secret\":\"the-s3cret\"}"));
	}

	@Test
	void asksForAShortLivedTokenOfFewScopes() {
		this.losant.given(200, answer("AuthedDevice"));

		StepVerifier
			.create(this.auth
				.authenticateDevice(FREEZER.tokenTtl(0).requestedScopes("all.Device.read", "device.sendState")))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(login("POST /auth/device", "{\"deviceId\":\"" + DEVICE
				+ "\",\"key\":\"the-k3y\","
				+ "\"secret\":\"the-s3cret\",\"tokenTTL\":0,\"requestedScopes\":[\"all.Device.read\",\"device.sendState\"]}"));
	}

	@Test
	void logsADeviceInWithoutAnAccessKey() {
		this.losant.given(200, answer("AuthedDevice"));

		StepVerifier.create(this.auth.authenticateDevice(DeviceCredentials.of(DEVICE)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(login("POST /auth/device", "{\"deviceId\":\"" + DEVICE + "\"}"));
	}

	@Test
	void logsAUserIn() {
		this.losant.given(200, answer("AuthedUser"));

		StepVerifier.create(this.auth.authenticateUser(ANNA.twoFactorCode("123456")))
			.expectNext(
					new AuthedUser("575ed70c7ae143cd83dc4aa9", "t0ken-of-the-user", true, "575ed6e87ae143cd83dc4aa8"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(login("POST /auth/user",
				"{\"email\":\"anna@example.com\",\"password\":\"passw0rd!\",\"twoFactorCode\":\"123456\"}"));
	}

	@Test
	void asksForALastingTokenOfAUser() {
		this.losant.given(200, answer("AuthedUser"));

		StepVerifier.create(this.auth.authenticateUser(ANNA.requestedScopes("all.User.read").tokenTtl(86_400_000_000L)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(login("POST /auth/user",
				"{\"email\":\"anna@example.com\",\"password\":\"passw0rd!\",\"requestedScopes\":[\"all.User.read\"],\"tokenTTL\":86400000000}"));
	}

	@Test
	void sendsNoTokenOfTheApplicationsOwnWebClientEither() {
		this.losant.given(200, answer("AuthedUser"));
		WebClient.Builder application = WebClient.builder()
			.defaultHeaders((headers) -> headers.setBearerAuth("of-another-service"))
			.filter((request,
					next) -> next.exchange(ClientRequest.from(request)
						.headers((headers) -> headers.setBearerAuth("of-another-service"))
						.build()));

		try (LosantClient client = LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.accessToken(TOKEN))
			.webClient(application)
			.build()) {
			StepVerifier.create(client.auth().authenticateUser(ANNA))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
		}
		assertThat(this.losant.take().getHeaders().get("Authorization")).isNull();
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.auth.authenticateDevice(FREEZER);
		this.auth.authenticateUser(ANNA);

		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void tellsOfCredentialsThatAreNotTaken() {
		this.losant.given(401, "{\"type\":\"Unauthorized\",\"message\":\"Invalid credentials\"}");

		StepVerifier.create(this.auth.authenticateDevice(FREEZER))
			.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(401))
				.hasMessage("auth.authenticateDevice POST /auth/device answered 401 Unauthorized: Invalid credentials"))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "t0ken-in-plain", "{\"token\":\"t0ken", "{\"token\":t0ken}", "[\"t0ken\"]",
			"{\"needsToVerifyEmail\":\"t0ken\"}" })
	void neverQuotesAnAnswerThatCannotBeRead(String answer) {
		this.losant.given(200, answer);

		StepVerifier.create(this.auth.authenticateUser(ANNA))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith("auth.authenticateUser POST /auth/user could not be read or written")
				.hasMessageNotContaining("t0ken")
				.hasNoCause())
			.verify(TIMEOUT);
	}

	@Test
	void neverLogsASecret() {
		this.losant.given(200, answer("AuthedDevice"));
		this.losant.given(200, answer("AuthedUser"));
		this.losant.given(401, "{\"type\":\"Unauthorized\",\"message\":\"Invalid credentials\"}");
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level level = root.getLevel();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		root.addAppender(log);
		root.setLevel(Level.TRACE);
		try {
			StepVerifier.create(this.auth.authenticateDevice(FREEZER))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
			StepVerifier.create(this.auth.authenticateUser(ANNA.twoFactorCode("123456789")))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
			StepVerifier.create(this.auth.authenticateUser(ANNA)).expectError().verify(TIMEOUT);
		}
		finally {
			root.setLevel(level);
			root.detachAppender(log);
		}

		List<String> lines = List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
		assertThat(lines).anyMatch((line) -> line.contains("/auth/user"))
			.noneMatch((line) -> Stream.of("the-k3y", "the-s3cret", "passw0rd!", "123456789", "anna@", "t0ken-of-the")
				.anyMatch(line::contains));
	}

	@Test
	void neverShowsASecret() {
		assertThat(FREEZER).hasToString("DeviceCredentials[deviceId=" + DEVICE + ", hidden]");
		assertThat(ANNA.twoFactorCode("123456")).hasToString("UserCredentials[hidden]");
		assertThat(Answers.readStrictly(AuthedDevice.class))
			.hasToString("AuthedDevice[applicationId=575ec8687ae143cd83dc4a97, deviceId=" + DEVICE + ", hidden]");
		assertThat(Answers.readStrictly(AuthedUser.class))
			.hasToString("AuthedUser[userId=575ed70c7ae143cd83dc4aa9, hidden]");
	}

	@Test
	void countsAnEmojiAsOneCharacter() {
		this.losant.given(200, answer("AuthedUser"));
		String code = "\uD83D\uDE00".repeat(2_048);

		StepVerifier.create(this.auth.authenticateUser(ANNA.twoFactorCode(code)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request().toString()).contains(code);
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatLosantWouldRefuseWithoutRepeatingIt(Runnable mistake, String message) {
		assertThatIllegalArgumentException().isThrownBy(mistake::run).withMessage(message);
	}

	static Stream<Arguments> refusesWhatLosantWouldRefuseWithoutRepeatingIt() {
		String id = "deviceId must be 24 hexadecimal characters";
		String email = "email must be an e-mail address of at most 1024 characters";
		return Stream.of(mistake(() -> DeviceCredentials.of("the-s3cret", "the-k3y", DEVICE), id),
				mistake(() -> DeviceCredentials.of(""), id),
				mistake(() -> DeviceCredentials.of(DEVICE, "", "the-s3cret"), "key must not be empty"),
				mistake(() -> DeviceCredentials.of(DEVICE, "the-k3y", " "), "secret must not be empty"),
				mistake(() -> FREEZER.tokenTtl(-1), "tokenTTL must be at least 0"),
				mistake(FREEZER::requestedScopes, "requestedScopes must have at least 1 item"),
				mistake(() -> FREEZER.requestedScopes("all.Device", ""), "requestedScopes must not be empty"),
				mistake(() -> FREEZER.requestedScopes("all.Device", "all.Device"),
						"requestedScopes must not repeat a scope"),
				mistake(() -> UserCredentials.of("passw0rd!", "anna@example.com"), email),
				mistake(() -> UserCredentials.of("a@" + "b".repeat(1_023), "passw0rd!"), email),
				mistake(() -> UserCredentials.of("a@b", "1234567"), "password must be 8 to 2048 characters"),
				mistake(() -> UserCredentials.of("a@b", "x".repeat(2_049)), "password must be 8 to 2048 characters"),
				mistake(() -> ANNA.twoFactorCode(""), "twoFactorCode must be 1 to 2048 characters"),
				mistake(() -> ANNA.tokenTtl(-1), "tokenTTL must be at least 0"),
				mistake(() -> FREEZER.requestedScopes("all.Device", "all.User"),
						"requestedScopes must be scopes that a device may have, which are [all.Device, all.Device.read, "
								+ "data.export, data.lastValueQuery, data.timeSeriesQuery, device.commandStream, "
								+ "device.debug, device.get, device.getCommand, device.getCompositeState, "
								+ "device.getLogEntries, device.getState, device.sendCommand, device.sendState, "
								+ "device.setConnectionStatus, device.stateStream, devices.get, "
								+ "devices.getCompositeState, devices.sendCommand]"),
				mistake(() -> ANNA.twoFactorCode("\uD83D\uDE00".repeat(2_049)),
						"twoFactorCode must be 1 to 2048 characters"),
				mistake(() -> ANNA.requestedScopes("a", "a"), "requestedScopes must not repeat a scope"));
	}

	private static Arguments mistake(Runnable mistake, String message) {
		return Arguments.of(mistake, message);
	}

	@Test
	void takesTheLongestOfEverything() {
		UserCredentials user = UserCredentials.of("a@" + "b".repeat(1_022), "x".repeat(2_048))
			.twoFactorCode("1".repeat(2_048));

		assertThat(user.fields()).containsKeys("email", "password", "twoFactorCode");
		assertThat(UserCredentials.of("a@b", "12345678").fields()).containsEntry("password", "12345678");
	}

	@Test
	void credentialsAreValues() {
		assertThat(FREEZER).isEqualTo(DeviceCredentials.of(DEVICE, "the-k3y", "the-s3cret"))
			.hasSameHashCodeAs(DeviceCredentials.of(DEVICE, "the-k3y", "the-s3cret"))
			.isNotEqualTo(DeviceCredentials.of(DEVICE));
		assertThat(ANNA).isEqualTo(UserCredentials.of("anna@example.com", "passw0rd!"))
			.hasSameHashCodeAs(UserCredentials.of("anna@example.com", "passw0rd!"))
			.isNotEqualTo(ANNA.tokenTtl(1));
	}

	@ParameterizedTest
	@ValueSource(classes = { AuthedDevice.class, AuthedUser.class })
	void readsEveryFieldAndKnowsEveryField(Class<?> type) {
		assertThat(Answers.absent(Answers.readStrictly(type))).isEmpty();
		assertThat(Answers.read(type, "{}")).isNotNull();
	}

	@Test
	void readsTheDeviceClassAsOlderServersMisspeltIt() {
		assertThat(
				Answers.read(AuthedDevice.class, "{\"devicecClass\":\"gateway\",\"restricted\":false}").deviceClass())
			.isEqualTo("gateway");
	}

	@Test
	void readsTopicsThatAreNull() {
		AuthedDevice device = Answers.read(AuthedDevice.class, "{\"pubTopics\":[null,\"a\"],\"subTopics\":null}");

		assertThat(device.pubTopics()).containsExactly(null, "a");
		assertThat(device.subTopics()).isEmpty();
	}

	private static String login(String line, String body) {
		return call(line, body).replace("Authorization: Bearer " + TOKEN + "\n", "");
	}

}
