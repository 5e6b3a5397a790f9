package io.losant4j.auth;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A device that has logged in. What an answer does not carry is {@code null}, or an empty
 * list. When the token expires is not told. {@code toString} never shows the token.
 *
 * @param applicationId the id of the device's application
 * @param deviceId the id of the device
 * @param deviceClass what kind of device it is, such as {@code standalone}
 * @param token the token; a secret
 * @param ownerType whether the application is a {@code user}'s or an
 * {@code organization}'s
 * @param filterType how the access key covers devices: {@code all}, {@code whitelist},
 * {@code blacklist} or {@code none}
 * @param pubTopics the MQTT topics that the device may publish to
 * @param subTopics the MQTT topics that the device may subscribe to
 */
public record AuthedDevice(@Nullable String applicationId, @Nullable String deviceId,
		// Misspelt by Losant's API up to version 1.5.2.
		@JsonAlias("devicecClass") @Nullable String deviceClass, @Nullable String token, @Nullable String ownerType,
		@Nullable String filterType, List<String> pubTopics, List<String> subTopics) {

	public AuthedDevice {
		pubTopics = frozen(pubTopics);
		subTopics = frozen(subTopics);
	}

	// Not List.copyOf, which does not take the nulls that a server may answer.
	private static List<String> frozen(@Nullable List<String> topics) {
		return (topics != null) ? topics.stream().toList() : List.of();
	}

	@Override
	public String toString() {
		return "AuthedDevice[applicationId=" + this.applicationId + ", deviceId=" + this.deviceId + ", hidden]";
	}

}
