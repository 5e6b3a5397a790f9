package io.losant4j.samples.dashboard;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The embedded simulator ends with the service, however the service ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedLosantTest {

	private static final Pattern STARTED = Pattern.compile("embedded Losant simulator on (http://[\\d.]+:\\d+)");

	@Test
	void isClosedWhereThePortIsTaken(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatException().isThrownBy(() -> service().run("--server.port=" + taken.getLocalPort()).close());
		}
		isClosed(output);
	}

	@Test
	void isClosedWhereASettingIsWrong(CapturedOutput output) {
		assertThatException().isThrownBy(() -> service().run("--server.port=none").close());

		isClosed(output);
	}

	@Test
	void isClosedWhereTheContextIsNeverRefreshed(CapturedOutput output) {
		ApplicationContextInitializer<ConfigurableApplicationContext> failing = (context) -> {
			throw new IllegalStateException("not today");
		};

		assertThatException().isThrownBy(() -> service().initializers(failing).run("--server.port=0").close())
			.withMessage("not today");

		isClosed(output);
	}

	@Test
	void isClosedWithALazyService(CapturedOutput output) {
		service().run("--server.port=0", "--spring.main.lazy-initialization=true").close();

		isClosed(output);
	}

	@Test
	void outlivesTheClient(CapturedOutput output) {
		try (ConfigurableApplicationContext service = service().run("--server.port=0")) {
			assertThat(service.getBean(LosantSimulator.class)).isNotNull();
		}
		isClosed(output);
		assertThat(output).doesNotContain("Losant is away");
	}

	private static SpringApplicationBuilder service() {
		return new SpringApplicationBuilder(DashboardApplication.class).initializers(new EmbeddedLosant());
	}

	private static void isClosed(CapturedOutput output) {
		Matcher started = STARTED.matcher(output);
		assertThat(started.find()).as("a simulator was started").isTrue();
		URI url = URI.create(started.group(1));
		assertThatException().isThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
			.isInstanceOf(ConnectException.class);
	}

}
