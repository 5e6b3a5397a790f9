package io.losant4j.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A listener that remembers.
 */
final class Witness implements StreamListener {

	final List<String> told = Collections.synchronizedList(new ArrayList<>());

	@Override
	public void opened(String line) {
		this.told.add("opened");
	}

	@Override
	public void closed(String line, @Nullable Throwable cause) {
		this.told.add("closed: " + ((cause != null) ? cause.getMessage() : "not needed"));
	}

	@Override
	public void failed(String line, Throwable cause) {
		this.told.add("failed: " + cause.getMessage());
	}

	@Override
	public void reconnecting(String line, Duration delay) {
		this.told.add("reconnecting in " + delay.toMillis());
	}

	@Override
	public void received(String line) {
		this.told.add("received");
	}

	@Override
	public void gap(String line, StreamSignal.Gap<?> gap) {
		this.told.add(Wire.word(gap));
	}

	@Override
	public void malformed(String line, Throwable cause) {
		this.told.add("malformed");
	}

	@Override
	public void dropped(String line, long values) {
		this.told.add("dropped " + values);
	}

	long count(String what) {
		return this.told.stream().filter(what::equals).count();
	}

}
