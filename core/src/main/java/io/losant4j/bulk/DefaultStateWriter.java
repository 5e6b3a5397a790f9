package io.losant4j.bulk;

import java.util.List;

import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

final class DefaultStateWriter implements StateWriter {

	private final WriterOptions options;

	private final Dispatcher dispatcher;

	private final Sinks.One<List<DeviceReport>> unsent = Sinks.one();

	DefaultStateWriter(Transport transport, WriterOptions options, DeviceWindows windows, Timing timing,
			WriterListener listener) {
		this.options = options;
		this.dispatcher = new Dispatcher(transport, options, windows, timing, listener);
	}

	@Override
	public Flux<WriteOutcome> write(Publisher<DeviceReport> reports) {
		Flux<DeviceReport> source = Flux.from(reports);
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super WriteOutcome> actual) {
				source
					.subscribe(new Write(actual, DefaultStateWriter.this.dispatcher, DefaultStateWriter.this.options));
			}

		};
	}

	@Override
	public Mono<List<DeviceReport>> closeLater() {
		return this.unsent.asMono()
			.doOnSubscribe((subscription) -> this.dispatcher
				.close((reports) -> this.unsent.emitValue(reports, Sinks.EmitFailureHandler.FAIL_FAST)));
	}

	/** How many devices are remembered. */
	int devices() {
		return this.dispatcher.devices();
	}

}
