package io.losant4j.device;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is connected to something that Losant cannot see, told by whoever can.
 *
 * @see <a href="https://docs.losant.com/rest-api/device/#set-connection-status">Losant:
 * set connection status</a>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({ @JsonSubTypes.Type(value = ConnectionStatus.Connected.class, name = "connected"),
		@JsonSubTypes.Type(value = ConnectionStatus.Disconnected.class, name = "disconnected") })
public sealed interface ConnectionStatus {

	/**
	 * The device is connected.
	 * @return the status, of which nothing more is told yet
	 */
	static Connected connected() {
		return new Connected(null, null);
	}

	/**
	 * The device is not connected any more.
	 * @return the status, of which nothing more is told yet
	 */
	static Disconnected disconnected() {
		return new Disconnected(null, null, null, null, null, null);
	}

	/**
	 * The device is connected.
	 *
	 * @param connectedAt since when, to the millisecond, or {@code null} for now
	 * @param ipAddress where from, 2 to 39 characters, or {@code null}
	 */
	record Connected(@Nullable Instant connectedAt, @Nullable String ipAddress) implements ConnectionStatus {

		public Connected {
			checkMoment("connectedAt", connectedAt);
			checkIpAddress(ipAddress);
		}

		/**
		 * Tells since when.
		 * @param when the moment, after 1970-01-01T00:00:00.001Z
		 * @return a changed copy
		 * @throws IllegalArgumentException if Losant has no way to write the moment
		 */
		public Connected connectedAt(Instant when) {
			return new Connected(when, this.ipAddress);
		}

		/**
		 * Tells where from.
		 * @param address the IP address, 2 to 39 characters
		 * @return a changed copy
		 * @throws IllegalArgumentException if the address is refused
		 */
		public Connected ipAddress(String address) {
			return new Connected(this.connectedAt, address);
		}

	}

	/**
	 * The device is not connected any more.
	 *
	 * @param connectedAt since when it was connected, to the millisecond, or {@code null}
	 * @param disconnectedAt since when it is not, to the millisecond, or {@code null} for
	 * now
	 * @param disconnectReason why, at most 1,024 characters, or {@code null}
	 * @param messagesFromClient how many messages came from it, at least 0, or
	 * {@code null}
	 * @param messagesToClient how many messages went to it, at least 0, or {@code null}
	 * @param ipAddress where it was, 2 to 39 characters, or {@code null}
	 */
	record Disconnected(@Nullable Instant connectedAt, @Nullable Instant disconnectedAt,
			@Nullable String disconnectReason, @Nullable Integer messagesFromClient, @Nullable Integer messagesToClient,
			@Nullable String ipAddress) implements ConnectionStatus {

		public Disconnected {
			checkMoment("connectedAt", connectedAt);
			checkMoment("disconnectedAt", disconnectedAt);
			if (disconnectReason != null) {
				Check.length("disconnectReason", disconnectReason, 0, 1_024);
			}
			if (messagesFromClient != null) {
				Check.range("messagesFromClient", messagesFromClient, 0, Integer.MAX_VALUE);
			}
			if (messagesToClient != null) {
				Check.range("messagesToClient", messagesToClient, 0, Integer.MAX_VALUE);
			}
			checkIpAddress(ipAddress);
		}

		/**
		 * Tells since when it was connected.
		 * @param when the moment, after 1970-01-01T00:00:00.001Z
		 * @return a changed copy
		 * @throws IllegalArgumentException if Losant has no way to write the moment
		 */
		public Disconnected connectedAt(Instant when) {
			return new Disconnected(when, this.disconnectedAt, this.disconnectReason, this.messagesFromClient,
					this.messagesToClient, this.ipAddress);
		}

		/**
		 * Tells since when it is not connected any more.
		 * @param when the moment, after 1970-01-01T00:00:00.001Z
		 * @return a changed copy
		 * @throws IllegalArgumentException if Losant has no way to write the moment
		 */
		public Disconnected disconnectedAt(Instant when) {
			return new Disconnected(this.connectedAt, when, this.disconnectReason, this.messagesFromClient,
					this.messagesToClient, this.ipAddress);
		}

		/**
		 * Tells why.
		 * @param reason the reason, at most 1,024 characters
		 * @return a changed copy
		 * @throws IllegalArgumentException if the reason is refused
		 */
		public Disconnected disconnectReason(String reason) {
			return new Disconnected(this.connectedAt, this.disconnectedAt, reason, this.messagesFromClient,
					this.messagesToClient, this.ipAddress);
		}

		/**
		 * Tells how many messages there were.
		 * @param fromClient how many came from the device, at least 0
		 * @param toClient how many went to the device, at least 0
		 * @return a changed copy
		 * @throws IllegalArgumentException if a number is negative
		 */
		public Disconnected messages(int fromClient, int toClient) {
			return new Disconnected(this.connectedAt, this.disconnectedAt, this.disconnectReason, fromClient, toClient,
					this.ipAddress);
		}

		/**
		 * Tells where it was.
		 * @param address the IP address, 2 to 39 characters
		 * @return a changed copy
		 * @throws IllegalArgumentException if the address is refused
		 */
		public Disconnected ipAddress(String address) {
			return new Disconnected(this.connectedAt, this.disconnectedAt, this.disconnectReason,
					this.messagesFromClient, this.messagesToClient, address);
		}

	}

	private static void checkMoment(String field, @Nullable Instant moment) {
		if (moment != null) {
			Check.moment(field, moment);
		}
	}

	private static void checkIpAddress(@Nullable String address) {
		if (address != null) {
			Check.length("ipAddress", address, 2, 39);
		}
	}

}
