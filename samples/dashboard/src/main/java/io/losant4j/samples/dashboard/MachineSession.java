package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * This machine's time with Losant, from start to stop: its device is found or created,
 * and then three flows run side by side, the reports to Losant, the states from it and
 * the commands from it. When Losant refuses one of them, for instance because somebody
 * deleted the device, it all begins again.
 */
@Component
final class MachineSession implements SmartLifecycle {

	private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/** One machine and somebody who looks at it: be back soon. */
	private static final StreamOptions STREAM = StreamOptions.defaults().withMaxBackOff(Duration.ofSeconds(4));

	private final DeviceRegistration registration;

	private final MachineReporter reporter;

	private final PageFeed feed;

	private final AtomicReference<@Nullable DeviceActions> device = new AtomicReference<>();

	private volatile @Nullable Disposable running;

	MachineSession(DeviceRegistration registration, MachineReporter reporter, PageFeed feed) {
		this.registration = registration;
		this.reporter = reporter;
		this.feed = feed;
	}

	@Override
	public void start() {
		this.running = Disposables.composite(this.reporter.takeReadings().subscribe(), session().subscribe());
	}

	private Flux<?> session() {
		return this.registration.register()
			.flatMapMany(this::live)
			.doOnError(this.feed::ended)
			.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_WAIT).maxBackoff(LONGEST_WAIT).transientErrors(true));
	}

	private Flux<?> live(DeviceActions device) {
		this.device.set(device);
		this.feed.device(device.deviceId());
		// Begins with what the charts have room for, readings of an earlier run among
		// them.
		StreamOptions recent = STREAM.withFrom(Instant.now().minus(PageFeed.WINDOW));
		return Flux.merge(this.reporter.sendReadings(device), device.stateSignals(recent).doOnNext(this.feed::state),
				device.commandSignals(STREAM).doOnNext(this.feed::command));
	}

	/**
	 * Sends a command to the device, stamped so that its arrival can be told.
	 * @return emits what was sent when Losant has taken it; empty while there is no
	 * device
	 */
	Mono<DeviceCommand> send(DeviceCommand command) {
		DeviceCommand stamped = command.at(Instant.now());
		return Mono.justOrEmpty(this.device.get())
			.flatMap((device) -> device.sendCommand(stamped).thenReturn(stamped))
			.doOnNext(this.feed::sent);
	}

	@Override
	public void stop() {
		Disposable running = this.running;
		if (running != null) {
			running.dispose();
			this.running = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

}
