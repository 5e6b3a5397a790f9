package io.losant4j.samples.dashboard;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Starts the dashboard. Set {@code losant.access-token} and {@code losant.application-id}
 * to report to Losant; without them it brings a Losant of its own.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class DashboardApplication {

	/**
	 * Starts the dashboard.
	 * @param args settings, such as {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		new SpringApplicationBuilder(DashboardApplication.class).initializers(new EmbeddedLosant()).run(args);
	}

}
