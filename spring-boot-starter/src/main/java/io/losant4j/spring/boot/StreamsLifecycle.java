package io.losant4j.spring.boot;

import java.util.function.Consumer;

import io.losant4j.LosantClient;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stops the streams when the application context stops: after the application's own
 * components, which may still want them, and before the web server waits for responses
 * that are made of streams. Calls go on until the clients are closed as beans.
 */
final class StreamsLifecycle implements SmartLifecycle {

	/** Boot's web servers begin their graceful shutdown 1,024 below the default. */
	static final int PHASE = DEFAULT_PHASE - 512;

	private final ConfigurableListableBeanFactory beans;

	private volatile boolean running;

	StreamsLifecycle(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void start() {
		this.running = true;
		clients(LosantClient::startStreams);
	}

	@Override
	public void stop() {
		clients(LosantClient::stopStreams);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// A context that pauses, as a cached one between tests, goes on later; a subscriber
	// whose stream has completed does not.
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	// A lazy client that nobody needed is not made to be stopped.
	private void clients(Consumer<LosantClient> action) {
		for (String name : this.beans.getBeanNamesForType(LosantClient.class, false, false)) {
			if (this.beans.containsSingleton(name)) {
				action.accept(this.beans.getBean(name, LosantClient.class));
			}
		}
	}

}
