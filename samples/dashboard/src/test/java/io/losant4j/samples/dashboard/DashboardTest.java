package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.losant4j.LosantApplication;
import io.losant4j.device.DevicesQuery;
import io.losant4j.simulator.FaultPlan;
import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service without any setting, so with its embedded simulator.
 */
@SpringBootTest(useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DashboardTest {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final ServiceClient service;

	private final LosantSimulator losant;

	private final LosantApplication application;

	DashboardTest(@LocalServerPort int port, @Autowired LosantSimulator losant,
			@Autowired LosantApplication application) {
		this.service = new ServiceClient(port);
		this.losant = losant;
		this.application = application;
	}

	@Test
	void tellsThePageWhatItIsAboutFirst() {
		StepVerifier.create(this.service.events().take(1)).assertNext((event) -> {
			assertThat(event.event()).isEqualTo("about");
			JsonNode about = Objects.requireNonNull(event.data());
			assertThat(about.at("/machine/name").asString()).isNotBlank();
			assertThat(about.at("/machine/processors").asInt()).isPositive();
			assertThat(about.at("/embedded").asBoolean()).isTrue();
			assertThat(about.at("/losant").asString()).isEqualTo(this.losant.baseUrl().toString());
			assertThat(about.at("/applicationId").asString()).isEqualTo(this.losant.applicationId());
		}).expectComplete().verify(PATIENCE);
	}

	@Test
	void takesTheMachinesReadingsBackFromLosant() {
		StepVerifier.create(this.service.events("reading").take(3).collectList())
			.assertNext((readings) -> assertThat(readings).hasSize(3).allSatisfy((reading) -> {
				assertThat(reading.at("/data/cpu").asDouble(-1)).isBetween(0.0, 100.0);
				assertThat(reading.at("/data/memory").asDouble(-1)).isBetween(0.1, 100.0);
				assertThat(reading.at("/data/disk").asDouble(-1)).isBetween(0.1, 100.0);
			}))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void tellsThatBothStreamsAreOpen() {
		StepVerifier
			.create(this.service.events("status")
				.filter((status) -> status.at("/stateLine/open").asBoolean()
						&& status.at("/commandLine/open").asBoolean()))
			.assertNext((status) -> {
				assertThat(status.at("/deviceId").asString()).matches("[0-9a-f]{24}");
				assertThat(Instant.parse(status.at("/stateLine/since").asString())).isBefore(Instant.now());
			})
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void tellsThatACommandWasSentAndThatItArrived() {
		StepVerifier
			.create(this.service.events("command")
				.filter((news) -> news.at("/name").asString().equals("blink"))
				.take(2)
				.collectList())
			.then(() -> assertThat(this.service.send("{\"name\":\"blink\",\"payload\":{\"times\":3}}").status())
				.isEqualTo(202))
			.assertNext((news) -> {
				assertThat(news).hasSize(2)
					.extracting((told) -> Instant.parse(told.at("/time").asString()))
					.as("what the page knows it by")
					.containsOnly(Instant.parse(news.get(0).at("/time").asString()));
				assertThat(news).extracting((told) -> told.at("/payload/times").asInt()).containsOnly(3);
				assertThat(news).filteredOn((told) -> told.at("/arrived").isNull()).hasSize(1);
			})
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void saysThatACommandMayHaveArrivedWhoseAnswerWasLost() {
		isWell();
		this.losant.faults().plan(FaultPlan.none().losingAnswers(1));
		try {
			ServiceClient.Answer answer = this.service.send("{\"name\":\"unanswered\"}");

			assertThat(answer.status()).isEqualTo(502);
			assertThat(answer.body().at("/detail").asString())
				.isEqualTo("Losant did not answer. The command may have arrived; look at the list.");
			StepVerifier
				.create(this.service.events("command")
					.filter((news) -> news.at("/name").asString().equals("unanswered"))
					.take(1))
				.assertNext((news) -> assertThat(news.at("/arrived").isNull()).isFalse())
				.expectComplete()
				.verify(PATIENCE);
		}
		finally {
			this.losant.faults().plan(FaultPlan.none());
		}
	}

	@Test
	void saysThatACommandWasNotSentWhileLosantIsAway() {
		isWell();
		this.losant.goOffline();
		try {
			// By then no connection is left that could take the command.
			StepVerifier
				.create(this.service.events("status")
					.filter((status) -> status.at("/trouble/summary").asString("").contains("Losant is away")))
				.expectNextCount(1)
				.thenCancel()
				.verify(PATIENCE);

			ServiceClient.Answer answer = this.service.send("{\"name\":\"unsent\"}");

			assertThat(answer.status()).isEqualTo(502);
			assertThat(answer.body().at("/detail").asString()).isEqualTo("Not sent: Losant is away.");
		}
		finally {
			this.losant.comeBack();
		}
	}

	@Test
	void waitsForAnAnswerAsLongAsTheClientDoes() {
		isWell();
		Instant slow = Instant.now();
		this.losant.faults().plan(FaultPlan.none().delaying(Duration.ofSeconds(12), Duration.ofSeconds(12)));
		try {
			Flux<JsonNode> statuses = this.service.events("status")
				.takeUntil((status) -> Instant.parse(status.at("/now").asString()).isAfter(slow.plusSeconds(14)));
			StepVerifier.create(statuses.collectList())
				.assertNext(
						(told) -> assertThat(told).isNotEmpty().allMatch((status) -> status.at("/trouble").isNull()))
				.expectComplete()
				.verify(PATIENCE);
		}
		finally {
			this.losant.faults().plan(FaultPlan.none());
		}
	}

	@Test
	void refusesACommandWithoutAName() {
		ServiceClient.Answer answer = this.service.send("{\"name\":\"\"}");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body().at("/detail").asString()).contains("command name", "1 to 255 characters");
	}

	@Test
	void refusesWhatIsNotJson() {
		assertThat(this.service.send("{\"name\":").status()).isEqualTo(400);
	}

	@Test
	void sendsTheReadingsOfAnOutageWhenLosantIsBack() {
		isWell();
		this.losant.goOffline();
		Instant away = Instant.now();
		StepVerifier.create(this.service.events("status").filter((status) -> status.at("/unsent").asInt() > 2))
			.assertNext((status) -> assertThat(status.at("/trouble/summary").asString()).contains("Losant is away"))
			.thenCancel()
			.verify(PATIENCE);
		Instant back = Instant.now();
		this.losant.comeBack();

		Flux<Instant> ofTheOutage = this.service.events("reading")
			.map((reading) -> Instant.parse(reading.at("/time").asString()))
			.filter((time) -> time.isAfter(away) && time.isBefore(back))
			.distinct();
		StepVerifier.create(ofTheOutage.take(2)).expectNextCount(2).expectComplete().verify(PATIENCE);
		isWell();
	}

	/** Also after what another test has done to it. */
	private void isWell() {
		StepVerifier
			.create(this.service.events("status")
				.filter((status) -> status.at("/trouble").isNull() && status.at("/unsent").asInt() <= 1
						&& status.at("/stateLine/open").asBoolean() && status.at("/commandLine/open").asBoolean()))
			.expectNextCount(1)
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void neverTellsTheToken() {
		Flux<String> told = Flux.concat(this.service.events().take(10).map(String::valueOf), this.service.text("/"),
				this.service.text("/dashboard.js"));
		StepVerifier.create(told.collectList())
			.assertNext((texts) -> assertThat(texts).hasSize(12)
				.noneMatch((text) -> text.contains(this.losant.accessToken())))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void servesTheChartsItself() {
		StepVerifier.create(this.service.text("/webjars/chart.js/dist/chart.umd.min.js"))
			.assertNext((script) -> assertThat(script).contains("Chart.js v4"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void makesOneDeviceOnly() {
		isWell();
		StepVerifier.create(this.application.devices().get(DevicesQuery.all()))
			.assertNext((page) -> assertThat(page.items()).singleElement()
				.satisfies((device) -> assertThat(device.attributes()).extracting((attribute) -> attribute.name())
					.containsExactlyInAnyOrder("cpu", "memory", "load", "disk")))
			.expectComplete()
			.verify(PATIENCE);
	}

}
