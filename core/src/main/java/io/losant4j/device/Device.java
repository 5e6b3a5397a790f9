package io.losant4j.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A device, as Losant answers it. What an answer does not carry is {@code null}, or an
 * empty list.
 *
 * @param id the id, 24 hexadecimal characters
 * @param deviceId the same id under its other name
 * @param applicationId the id of its application
 * @param creationDate when it was created
 * @param lastUpdated when it was last changed
 * @param deletedAt when it was deleted; only on deleted devices
 * @param name the name; need not be unique
 * @param description the description
 * @param tags the tags; a key may stand there several times
 * @param attributes the attributes
 * @param deviceClass what kind of device it is
 * @param gatewayId the gateway that a peripheral speaks through
 * @param parentId the system device that it belongs to
 * @param ancestorIds the system devices above, in no order that Losant tells
 * @param edgeAgentVersion the version of the edge agent
 * @param systemInterval how often a system device aggregates, in seconds
 * @param keepDuplicates whether equal consecutive states are kept
 * @param connectionInfo whether it is connected; absent where the query excluded it
 * @see <a href="https://docs.losant.com/devices/overview/">Losant: devices</a>
 */
public record Device(@Nullable String id, @Nullable String deviceId, @Nullable String applicationId,
		@Nullable Instant creationDate, @Nullable Instant lastUpdated, @Nullable Instant deletedAt,
		@Nullable String name, @Nullable String description, List<DeviceTag> tags, List<DeviceAttribute> attributes,
		@Nullable DeviceClass deviceClass, @Nullable String gatewayId, @Nullable String parentId,
		List<String> ancestorIds, @Nullable String edgeAgentVersion, @Nullable Integer systemInterval,
		@Nullable Boolean keepDuplicates, @Nullable ConnectionInfo connectionInfo) {

	public Device {
		tags = Check.frozen(tags);
		attributes = Check.frozen(attributes);
		ancestorIds = Check.frozen(ancestorIds);
	}

	/**
	 * The values of the tags with one key.
	 * @param key the key
	 * @return the values in the device's order, empty where there is no such tag
	 */
	public List<String> tagValues(String key) {
		return this.tags.stream().filter((tag) -> key.equals(tag.key())).map(DeviceTag::value).toList();
	}

	/**
	 * An attribute by its name.
	 * @param name the name
	 * @return the attribute, empty where there is none of that name
	 */
	public Optional<DeviceAttribute> attribute(String name) {
		return this.attributes.stream().filter((attribute) -> name.equals(attribute.name())).findFirst();
	}

}
