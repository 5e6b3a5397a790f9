package io.losant4j.samples.benchmarks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.netty.buffer.ByteBuf;

/**
 * Writes events of consecutive milliseconds. A time is formatted once a second and only
 * its last digits for each event, since the server must be faster than its clients.
 */
final class EventTime {

	private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int DIGITS = new String(Canned.event("#"), java.nio.charset.StandardCharsets.US_ASCII)
		.indexOf('#') + "2026-06-14T04:00:00.".length();

	private long millis;

	private byte[] event = {};

	EventTime(long millis) {
		this.millis = millis;
	}

	void writeNext(ByteBuf buffer) {
		int fraction = (int) (this.millis % 1_000);
		if (this.event.length == 0 || fraction == 0) {
			this.event = Canned.event(ISO.format(Instant.ofEpochMilli(this.millis)));
		}
		this.event[DIGITS] = (byte) ('0' + fraction / 100);
		this.event[DIGITS + 1] = (byte) ('0' + fraction / 10 % 10);
		this.event[DIGITS + 2] = (byte) ('0' + fraction % 10);
		buffer.writeBytes(this.event);
		this.millis++;
	}

}
