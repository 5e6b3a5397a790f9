package io.losant4j.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * A command to a device.
 *
 * @param name the name; empty where a server told none
 * @param payload anything that can be written as JSON; read as {@code Map}, {@code List},
 * {@code String}, {@code Number} or {@code Boolean}; {@code null} where there is none
 * @param time when it was sent; {@code null} lets Losant put the moment of its arrival
 * @see <a href="https://docs.losant.com/devices/commands/">Losant: device commands</a>
 */
public record DeviceCommand(String name, @Nullable Object payload, @Nullable Instant time) {

	public DeviceCommand {
		name = Check.told(name);
	}

	/**
	 * A command without a payload.
	 * @param name the name, 1 to 255 characters
	 * @return the command
	 * @throws IllegalArgumentException if the name is refused
	 */
	public static DeviceCommand of(String name) {
		return new DeviceCommand(name, null, null).requireSendable();
	}

	/**
	 * Adds a payload.
	 * @param something anything that can be written as JSON
	 * @return a changed copy
	 */
	public DeviceCommand withPayload(Object something) {
		return new DeviceCommand(this.name, something, this.time);
	}

	/**
	 * Puts a time.
	 * @param when when it was sent, after 1970-01-01T00:00:00.001Z; cut to the
	 * millisecond, which is what Losant stores
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant has no way to write the moment
	 */
	public DeviceCommand at(Instant when) {
		Check.moment("time", when);
		return new DeviceCommand(this.name, this.payload, when.truncatedTo(ChronoUnit.MILLIS));
	}

	DeviceCommand requireSendable() {
		Check.length("command name", this.name, 1, 255);
		if (this.time != null) {
			Check.moment("time", this.time);
		}
		return this;
	}

}
