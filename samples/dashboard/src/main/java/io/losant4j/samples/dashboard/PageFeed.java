package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;

import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceState;
import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/**
 * All that the page shows. A page that opens, or comes back, is told the last few minutes
 * first and then what happens.
 */
@Component
final class PageFeed {

	private static final Logger logger = LoggerFactory.getLogger(PageFeed.class);

	private static final Duration PULSE = Duration.ofSeconds(1);

	private static final Duration CONTENTION = Duration.ofSeconds(1);

	/** What the charts show, and how many readings that is. */
	static final Duration WINDOW = Duration.ofMinutes(5);

	private static final int READINGS = Math.toIntExact(WINDOW.dividedBy(MachineReporter.PERIOD));

	private static final int COMMANDS = 40;

	/**
	 * A browser that is further behind than this is cut, and comes back to a new start.
	 */
	private static final int BEHIND = 1024;

	private final Backlog backlog;

	private final Sinks.Many<DeviceState> readings = Sinks.many().replay().limit(READINGS);

	private final Sinks.Many<CommandNews> commands = Sinks.many().replay().limit(COMMANDS);

	private LineHealth stateLine = LineHealth.NEW;

	private LineHealth commandLine = LineHealth.NEW;

	private @Nullable Trouble trouble;

	private @Nullable String deviceId;

	PageFeed(Backlog backlog) {
		this.backlog = backlog;
	}

	/** The page's events, what was before first; each subscription is one page. */
	Flux<ServerSentEvent<Object>> events() {
		Flux<ServerSentEvent<Object>> pulse = Flux.interval(Duration.ZERO, PULSE)
			.onBackpressureDrop()
			.map((tick) -> event("status", status()));
		return Flux
			.merge(this.readings.asFlux().map((reading) -> event("reading", reading)),
					this.commands.asFlux().map((command) -> event("command", command)), pulse)
			.onBackpressureBuffer(BEHIND);
	}

	static ServerSentEvent<Object> event(String name, Object data) {
		return ServerSentEvent.builder(data).event(name).build();
	}

	private synchronized Status status() {
		return new Status(Instant.now(), this.deviceId, this.backlog.unsent(), this.backlog.givenUp(), this.trouble,
				this.stateLine, this.commandLine);
	}

	synchronized void device(String id) {
		this.deviceId = id;
	}

	void state(StreamSignal<DeviceState> signal) {
		Instant now = Instant.now();
		if (signal instanceof StreamSignal.Value<DeviceState> state) {
			emit(this.readings, state.value());
			stateLineAfter(signal, notLaterThan(now, state.value().time()));
		}
		else {
			stateLineAfter(signal, now);
		}
	}

	private synchronized void stateLineAfter(StreamSignal<DeviceState> signal, Instant at) {
		this.stateLine = this.stateLine.after(signal, at);
	}

	void command(StreamSignal<DeviceCommand> signal) {
		Instant now = Instant.now();
		if (signal instanceof StreamSignal.Value<DeviceCommand> command) {
			emit(this.commands, CommandNews.of(command.value(), now));
			commandLineAfter(signal, notLaterThan(now, command.value().time()));
		}
		else {
			commandLineAfter(signal, now);
		}
	}

	private synchronized void commandLineAfter(StreamSignal<DeviceCommand> signal, Instant at) {
		this.commandLine = this.commandLine.after(signal, at);
	}

	/** An event's own time, where it has one: the history tells of old events too. */
	private static Instant notLaterThan(Instant now, @Nullable Instant time) {
		return (time != null && time.isBefore(now)) ? time : now;
	}

	void sent(DeviceCommand command) {
		emit(this.commands, CommandNews.of(command, null));
	}

	/** Streams and commands come on threads of their own. */
	private static <T> void emit(Sinks.Many<T> sink, T value) {
		sink.emitNext(value, Sinks.EmitFailureHandler.busyLooping(CONTENTION));
	}

	/** The streams have ended and will be taken again. */
	synchronized void ended(Throwable cause) {
		Instant now = Instant.now();
		this.stateLine = this.stateLine.closed(cause, now);
		this.commandLine = this.commandLine.closed(cause, now);
		trouble(cause);
	}

	/** Repeats of the same trouble are not logged again. */
	synchronized void trouble(Throwable error) {
		Trouble before = this.trouble;
		Trouble now = Trouble.of(error);
		this.trouble = now;
		if (before == null || !before.summary().equals(now.summary())) {
			logger.warn("{} ({})", now.summary(), now.detail());
		}
	}

	synchronized void noTrouble() {
		if (this.trouble != null) {
			logger.info("Losant takes readings again");
		}
		this.trouble = null;
	}

	/**
	 * How things are, told each second.
	 *
	 * @param now the service's clock, which the page goes by
	 * @param unsent how many readings wait to be sent
	 * @param givenUp how many readings never will be
	 */
	record Status(Instant now, @Nullable String deviceId, int unsent, long givenUp, @Nullable Trouble trouble,
			LineHealth stateLine, LineHealth commandLine) {
	}

	/**
	 * A command was sent by this page, or arrived through the stream; time and name tell
	 * which one.
	 */
	record CommandNews(String name, @Nullable Object payload, @Nullable Instant time, @Nullable Instant arrived) {

		static CommandNews of(DeviceCommand command, @Nullable Instant arrived) {
			return new CommandNews(command.name(), command.payload(), command.time(), arrived);
		}

	}

}
