package io.losant4j.stream;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a live line is made of, told by its owner.
 *
 * @param <T> what an event says
 * @param key tells lines apart: subscribers of equal keys and options share one
 * connection, so equal keys must mean the same line and the same {@code T}
 * @param name the action and its URL template, for messages and metrics, as in
 * {@code "device.stateStream GET
 * /applications/{applicationId}/devices/{deviceId}/stateStream"}
 * @param event the name of the events that carry the values, such as {@code deviceState}
 * @param connector opens a connection
 * @param decoder reads an event's data
 * @param history the past of the line, or {@code null} where it cannot be read: every gap
 * is then lost
 */
public record Line<T>(Object key, String name, String event, Connector connector, EventDecoder<T> decoder,
		@Nullable History<T> history) {

	/**
	 * Describes a line.
	 * @param key tells lines apart
	 * @param name the action and its URL template
	 * @param event the name of the events that carry the values
	 * @param connector opens a connection
	 * @param decoder reads an event's data
	 * @param history the past of the line, or {@code null} where it cannot be read
	 */
	public Line {
		Objects.requireNonNull(key, "key");
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(event, "event");
		Objects.requireNonNull(connector, "connector");
		Objects.requireNonNull(decoder, "decoder");
	}

	/**
	 * Describes a line that has no history.
	 * @param key tells lines apart
	 * @param name the action and its URL template
	 * @param event the name of the events that carry the values
	 * @param connector opens a connection
	 * @param decoder reads an event's data
	 */
	public Line(Object key, String name, String event, Connector connector, EventDecoder<T> decoder) {
		this(key, name, event, connector, decoder, null);
	}

	/**
	 * Gives the line a past.
	 * @param past where what was missed can be read
	 * @return the same line with that history
	 */
	public Line<T> withHistory(History<T> past) {
		return new Line<>(this.key, this.name, this.event, this.connector, this.decoder, past);
	}

}
