package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceState;
import io.losant4j.device.HistoryQuery;
import io.losant4j.device.TimeRange;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
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
		return Flux.merge(this.reporter.sendReadings(device), states(device),
				device.commandSignals(STREAM).doOnNext(this.feed::command));
	}

	/**
	 * The states as they come, and whenever the stream opens, what was before: readings
	 * of an earlier run, and those of an outage that were sent before the stream was
	 * back. The page shows a state once, however often it is told.
	 */
	private Flux<DeviceState> states(DeviceActions device) {
		HistoryQuery recent = HistoryQuery.within(TimeRange.last(PageFeed.WINDOW))
			.limit(2 * PageFeed.READINGS)
			.oldestFirst();
		return device.stateSignals(STREAM)
			.doOnNext(this.feed::state)
			.filter(StreamSignal.Opened.class::isInstance)
			// A history that cannot be read leaves a hole in the charts; the stream goes
			// on.
			.switchMap((opened) -> device.getState(recent).onErrorComplete())
			.doOnNext(this.feed::reading);
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
