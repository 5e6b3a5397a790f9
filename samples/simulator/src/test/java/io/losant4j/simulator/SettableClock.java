package io.losant4j.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that goes only when it is told to.
 */
final class SettableClock extends Clock {

	static final Instant START = Instant.parse("2026-06-13T04:00:00Z");

	private volatile Instant now = START;

	void advance(Duration by) {
		this.now = this.now.plus(by);
	}

	void reset() {
		this.now = START;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
