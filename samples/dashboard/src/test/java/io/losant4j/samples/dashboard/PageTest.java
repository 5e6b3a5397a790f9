package io.losant4j.samples.dashboard;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.losant4j.simulator.FaultPlan;
import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PageTest {

	private static final List<String> CHARTS = List.of("cpu-chart", "memory-chart", "load-chart", "disk-chart");

	@Test
	void showsReadingsAndCommandsAndComesThroughAnOutageOfLosant() throws IOException {
		try (ConfigurableApplicationContext service = start(0); Browser page = Browser.open(url(service))) {
			LosantSimulator losant = service.getBean(LosantSimulator.class);

			showsTheMachine(page, losant);
			sendsACommand(page);
			sendsACommandThatIsNotAnswered(page, losant);
			comesThroughAnOutage(page, losant);

			assertThat(page.source()).doesNotContain(losant.accessToken());
			assertThat(page.errors()).as("two commands failed on purpose")
				.hasSize(2)
				.allMatch((error) -> error.contains("/api/commands") && error.contains("502"));
		}
	}

	private static void showsTheMachine(Browser page, LosantSimulator losant) {
		for (String chart : CHARTS) {
			page.await("points arrive in " + chart, () -> page.timesIn(chart).size() >= 3);
		}
		page.await("the figures have values",
				() -> page.text("#cpu-value").matches("\\d+\\.\\d") && page.text("#load-value").matches("\\d+\\.\\d\\d")
						&& page.text("#disk-detail").contains("GiB in use"));
		assertThat(page.text("h1")).isNotBlank();
		assertThat(page.text("#backend")).isEqualTo("Embedded simulator");
		assertThat(page.text("#backend-url")).isEqualTo(losant.baseUrl().toString());
		assertThat(page.text("#application-id")).isEqualTo(losant.applicationId());
		assertThat(page.text("#device-id")).matches("[0-9a-f]{24}");
		isLive(page);
	}

	private static void sendsACommand(Browser page) {
		page.type("#command-name", "set-rate");
		page.type("#command-payload", "{\"seconds\": 5");
		page.click("#command-send");
		page.await("bad JSON is refused", () -> page.text("#command-message").startsWith("The payload is not JSON:"));

		page.type("#command-payload", "{\"seconds\": 5}");
		page.click("#command-send");
		page.await("the command arrives", () -> page.text("#command-list").contains("Arrived"));
		assertThat(page.count("#command-list li")).isOne();
		assertThat(page.text("#command-list li")).contains("set-rate", "{\"seconds\":5}", "→ arrived");
		page.await("nothing went wrong", () -> page.text("#command-message").isEmpty());
		assertThat(page.content("#announcement")).startsWith("The command set-rate arrived");
	}

	private static void sendsACommandThatIsNotAnswered(Browser page, LosantSimulator losant) {
		losant.faults().plan(FaultPlan.none().losingAnswers(1));
		page.type("#command-payload", "");
		page.type("#command-name", "set-clock\n");
		page.await("the command may have arrived", () -> page.text("#command-message")
			.equals("Losant did not answer. The command may have arrived; look at the list."));
		page.await("it did arrive", () -> page.text("#command-list").contains("set-clock"));
		losant.faults().plan(FaultPlan.none());
		page.await("the page is well again", () -> page.text("#notice").isEmpty());
	}

	private static void comesThroughAnOutage(Browser page, LosantSimulator losant) {
		Instant away = Instant.now();
		losant.goOffline();
		page.await("the page says that Losant is away",
				() -> page.text("#notice").contains("Losant is away")
						&& page.text("#state-line .badge").equals("Re-connecting")
						&& page.text("#command-line .badge").equals("Re-connecting"));
		page.type("#command-name", "set-rate\n");
		page.await("the command is not sent", () -> page.text("#command-message").equals("Not sent: Losant is away."));
		page.await("the figures are told to be old", () -> page.text("#cpu-detail").startsWith("as of"));
		page.await("ten seconds pass", () -> Instant.now().isAfter(away.plusSeconds(10)));
		Instant back = Instant.now();
		losant.comeBack();
		page.await("the page is live again", () -> page.text("#notice").isEmpty() && page.text("#unsent").equals("0"));
		isLive(page);
		page.await("the figures are new", () -> page.text("#cpu-detail").matches("of \\d+ processors?"));
		for (String chart : CHARTS) {
			page.await(chart + " has the readings of the outage",
					() -> page.timesIn(chart)
						.stream()
						.filter((time) -> time > away.toEpochMilli() && time < back.toEpochMilli())
						.count() >= 3);
			assertThat(page.timesIn(chart)).as(chart).isSorted().doesNotHaveDuplicates();
		}
		assertThat(page.text("#state-line .reconnects")).isNotEqualTo("0");
	}

	@Test
	void showsTheFiguresWithoutItsCharts() throws IOException {
		try (ConfigurableApplicationContext service = start(0);
				Browser page = Browser.open(url(service), "*chart.umd*")) {
			page.await("the page says that there are no charts",
					() -> page.text("#notice").contains("The charts cannot be drawn."));
			page.await("the figures have values", () -> page.text("#cpu-value").matches("\\d+\\.\\d"));
			isLive(page);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void canBeReadInBothColourSchemes(String scheme) throws IOException {
		String weakTexts = new ClassPathResource("weak-texts.js").getContentAsString(StandardCharsets.UTF_8);
		try (ConfigurableApplicationContext service = start(0); Browser page = Browser.open(url(service))) {
			isLive(page);
			page.prefer(scheme);

			assertThat(page.run(weakTexts)).isEmpty();
		}
	}

	@Test
	void saysThatItsOwnServiceIsAwayAndComesBack() throws IOException {
		int port = freePort();
		ConfigurableApplicationContext service = start(port);
		try (service; Browser page = Browser.open(url(service))) {
			isLive(page);
			service.close();
			page.await("the page says that its service is away",
					() -> page.text("#notice").contains("The service of this page is away.")
							&& page.text("#state-line .badge").equals("Unknown"));
			page.type("#command-name", "set-rate\n");
			page.await("nobody knows of the command",
					() -> page.text("#command-message").contains("The command may have arrived"));
			try (ConfigurableApplicationContext again = start(port)) {
				page.await("the page is back", () -> page.text("#notice").isEmpty());
				isLive(page);
				assertThat(page.text("#backend-url"))
					.isEqualTo(again.getBean(LosantSimulator.class).baseUrl().toString());
			}
			assertThat(page.errors()).isNotEmpty().allMatch((error) -> error.contains("net::ERR_"));
		}
	}

	private static void isLive(Browser page) {
		page.await("both streams are live", () -> page.text("#state-line .badge").equals("Live")
				&& page.text("#command-line .badge").equals("Live"));
	}

	/** A port that is not given to others meanwhile: below those that systems give. */
	private static int freePort() throws IOException {
		Random random = new Random();
		while (true) {
			try (ServerSocket socket = new ServerSocket(random.nextInt(10_000, 30_000))) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// taken, so another one
			}
		}
	}

	private static ConfigurableApplicationContext start(int port) {
		return new SpringApplicationBuilder(DashboardApplication.class).initializers(new EmbeddedLosant())
			.run("--server.port=" + port, "--logging.level.org.openqa.selenium=error");
	}

	private static String url(ConfigurableApplicationContext service) {
		return "http://localhost:" + service.getEnvironment().getRequiredProperty("local.server.port");
	}

}
