package io.losant4j.device;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A command to many devices. Immutable. The devices are said in one way: by ids, by tags
 * or by a query; a {@link DeviceQuery} joins several ways where one is not enough.
 *
 * @see <a href="https://docs.losant.com/devices/commands/">Losant: device commands</a>
 */
public final class MultiDeviceCommand {

	private final Map<String, @Nullable Object> fields;

	private MultiDeviceCommand(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * A command to the devices with these ids.
	 * @param deviceIds the ids, 1 to 1,000
	 * @param command the command
	 * @return the command to send
	 * @throws IllegalArgumentException if an id or the command is refused, or there are
	 * no ids or too many
	 */
	public static MultiDeviceCommand ids(Collection<String> deviceIds, DeviceCommand command) {
		return of(command, "deviceIds", Check.ids("deviceIds", deviceIds));
	}

	/**
	 * A command to devices that carry tags. Whether they must carry all of several tags,
	 * or any, is not documented by Losant; use a query where it matters.
	 * @param deviceTags the tags, 1 to 100
	 * @param command the command
	 * @return the command to send
	 * @throws IllegalArgumentException if a tag or the command is refused, or there are
	 * no tags or too many
	 */
	public static MultiDeviceCommand tagged(Collection<TagFilter> deviceTags, DeviceCommand command) {
		return of(command, "deviceTags", Check.sendable("deviceTags", deviceTags, 100));
	}

	/**
	 * A command to the devices that match a query. Losant knows this since version 1.17.2
	 * of its API.
	 * @param query the query; an empty one is refused, since it would match every device
	 * of the application
	 * @param command the command
	 * @return the command to send
	 * @throws IllegalArgumentException if the query is empty, or the command is refused
	 */
	public static MultiDeviceCommand where(DeviceQuery query, DeviceCommand command) {
		return of(command, "deviceQuery", Check.selective(query));
	}

	/**
	 * A command to every device of the application, without exception.
	 * @param command the command
	 * @return the command to send
	 * @throws IllegalArgumentException if the command is refused
	 */
	public static MultiDeviceCommand everyDeviceOfTheApplication(DeviceCommand command) {
		return of(command, "deviceQuery", DeviceQuery.everything());
	}

	private static MultiDeviceCommand of(DeviceCommand command, String selector, Object devices) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("name", command.requireSendable().name());
		if (command.payload() != null) {
			fields.put("payload", command.payload());
		}
		if (command.time() != null) {
			fields.put("time", command.time());
		}
		fields.put(selector, devices);
		return new MultiDeviceCommand(Collections.unmodifiableMap(fields));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MultiDeviceCommand that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "MultiDeviceCommand" + this.fields;
	}

}
