package io.losant4j.simulator;

import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the client says of all its streams.
 */
final class TallyingListener implements StreamListener {

	private final Tally tally = new Tally();

	Tally tally() {
		return this.tally;
	}

	@Override
	public void opened(String line) {
		this.tally.opened.increment();
	}

	@Override
	public void closed(String line, @Nullable Throwable cause) {
		this.tally.closed.increment();
	}

	@Override
	public void failed(String line, Throwable cause) {
		this.tally.failed.increment();
	}

	@Override
	public void received(String line) {
		this.tally.received.increment();
	}

	@Override
	public void gap(String line, StreamSignal.Gap<?> gap) {
		this.tally.gaps.increment();
		this.tally.recovered.add(gap.values());
	}

	@Override
	public void malformed(String line, Throwable cause) {
		this.tally.malformed.increment();
	}

	@Override
	public void dropped(String line, long values) {
		this.tally.dropped.add(values);
	}

}
