package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.losant4j.bulk.SameTime;
import io.losant4j.stream.Overflow;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * How the clients are configured. {@code toString} shows no secret.
 *
 * @param enabled Whether clients are beans.
 * @param baseUrl Where Losant is: https, or http on loopback.
 * @param accessToken Access token, such as an application API token. Excludes
 * losant.device and losant.user.
 * @param device who the client is, if it is a device
 * @param user who the client is, if it is a user
 * @param applicationId Id of the application that becomes a LosantApplication bean.
 * @param http how HTTP is used
 * @param retry how calls that failed are made again
 * @param stream how streams behave whose caller says nothing else
 * @param writer how the writer of states works
 * @param clients Further clients by name, each configured as the one without a name is,
 * but for the writer. They inherit nothing from it, and are beans with the name as their
 * qualifier.
 */
@ConfigurationProperties("losant")
public record LosantProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("https://api.losant.com") String baseUrl, @Nullable String accessToken, @Nullable Device device,
		@Nullable User user, @Nullable String applicationId, @DefaultValue Http http, @DefaultValue Retry retry,
		@DefaultValue Stream stream, @DefaultValue Writer writer, @DefaultValue Map<String, Client> clients) {

	/** The client without a name, in the form of those with one. */
	Client client() {
		return new Client(this.baseUrl, this.accessToken, this.device, this.user, this.applicationId, this.http,
				this.retry, this.stream);
	}

	/**
	 * Shows everything but secrets.
	 * @return the properties as text
	 */
	@Override
	public String toString() {
		return "LosantProperties[enabled=" + this.enabled + ", " + client() + ", writer=" + this.writer + ", clients="
				+ this.clients + "]";
	}

	/**
	 * How a client with a name is configured. {@code toString} shows no secret.
	 *
	 * @param baseUrl Where Losant is: https, or http on loopback.
	 * @param accessToken Access token, such as an application API token. Excludes the
	 * client's device and user.
	 * @param device who the client is, if it is a device
	 * @param user who the client is, if it is a user
	 * @param applicationId Id of the application that becomes a LosantApplication bean.
	 * @param http how HTTP is used
	 * @param retry how calls that failed are made again
	 * @param stream how streams behave whose caller says nothing else
	 */
	public record Client(@DefaultValue("https://api.losant.com") String baseUrl, @Nullable String accessToken,
			@Nullable Device device, @Nullable User user, @Nullable String applicationId, @DefaultValue Http http,
			@DefaultValue Retry retry, @DefaultValue Stream stream) {

		/** What must not be seen anywhere. */
		List<String> secrets() {
			List<@Nullable String> secrets = new ArrayList<>();
			secrets.add(this.accessToken);
			if (this.device != null) {
				secrets.add(this.device.key());
				secrets.add(this.device.secret());
			}
			if (this.user != null) {
				secrets.add(this.user.password());
			}
			if (this.http.proxy() != null) {
				secrets.add(this.http.proxy().password());
			}
			return secrets.stream().filter(StringUtils::hasText).toList();
		}

		/**
		 * Shows everything but secrets.
		 * @return the properties as text
		 */
		@Override
		public String toString() {
			// A URL with user info is refused, but not by what only prints it.
			return "Client[baseUrl=" + (this.baseUrl.contains("@") ? "hidden" : this.baseUrl) + ", accessToken="
					+ ((this.accessToken != null) ? "hidden" : "unset") + ", device=" + this.device + ", user="
					+ this.user + ", applicationId=" + this.applicationId + ", http=" + this.http + ", retry="
					+ this.retry + ", stream=" + this.stream + "]";
		}

	}

	/**
	 * A device that logs in with an access key. {@code toString} shows no secret.
	 *
	 * @param id Id of the device that the client logs in as.
	 * @param key Access key that covers the device.
	 * @param secret Secret of the access key.
	 */
	public record Device(@Nullable String id, @Nullable String key, @Nullable String secret) {

		/**
		 * Shows the id only.
		 * @return the properties as text
		 */
		@Override
		public String toString() {
			return "Device[id=" + this.id + ", hidden]";
		}

	}

	/**
	 * A user who logs in with a password. {@code toString} shows no secret.
	 *
	 * @param email E-mail address of the user that the client logs in as.
	 * @param password Password of the user.
	 */
	public record User(@Nullable String email, @Nullable String password) {

		/**
		 * Shows nothing.
		 * @return that there is a user
		 */
		@Override
		public String toString() {
			return "User[hidden]";
		}

	}

	/**
	 * How HTTP is used.
	 *
	 * @param connectTimeout Longest time to establish a connection, TLS included.
	 * @param responseTimeout Longest silence of the server while an answer is awaited or
	 * read. Streams have a limit of their own.
	 * @param maxConnections Most connections for calls at once.
	 * @param maxStreams Most connections for streams at once, which have a pool of their
	 * own.
	 * @param pendingAcquireTimeout Longest wait for a free connection.
	 * @param maxIdleTime Longest time that a connection waits for its next call.
	 * @param maxLifeTime Longest time that a connection is used for calls.
	 * @param maxResponseSize Largest answer that is read.
	 * @param acceptVersion Range of API versions that is asked for.
	 * @param losantDomain Value of Losant's domain header. Rarely needed.
	 * @param http2 Whether HTTP/2 is offered, with TLS only.
	 * @param plainHttp Whether base-url may be http beyond loopback, so that tokens
	 * travel in the clear.
	 * @param proxy the proxy that connections go through
	 * @param ssl the keys and the trust of TLS
	 */
	public record Http(@DefaultValue("10s") Duration connectTimeout, @DefaultValue("30s") Duration responseTimeout,
			@DefaultValue("64") int maxConnections, @DefaultValue("10000") int maxStreams,
			@DefaultValue("45s") Duration pendingAcquireTimeout, @DefaultValue("45s") Duration maxIdleTime,
			@DefaultValue("5m") Duration maxLifeTime, @DefaultValue("64MB") DataSize maxResponseSize,
			@DefaultValue("^1.30.0") String acceptVersion, @Nullable String losantDomain,
			@DefaultValue("false") boolean http2, @DefaultValue("false") boolean plainHttp, @Nullable Proxy proxy,
			@DefaultValue Ssl ssl) {
	}

	/**
	 * An HTTP proxy between the client and Losant. {@code toString} shows no secret.
	 *
	 * @param host Host of the HTTP proxy that connections go through.
	 * @param port Port of the proxy.
	 * @param username Name to log in with at the proxy.
	 * @param password Password to log in with at the proxy.
	 */
	public record Proxy(@Nullable String host, @Nullable Integer port, @Nullable String username,
			@Nullable String password) {

		/**
		 * Shows host and port only.
		 * @return the properties as text
		 */
		@Override
		public String toString() {
			return "Proxy[host=" + this.host + ", port=" + this.port + ", hidden]";
		}

	}

	/**
	 * The keys and the trust of TLS.
	 *
	 * @param bundle Name of the SSL bundle with the keys and the trust of TLS, the JVM's
	 * own unless set. When it is reloaded, new connections use what is new, and open ones
	 * live on.
	 */
	public record Ssl(@Nullable String bundle) {
	}

	/**
	 * How calls that failed are made again.
	 *
	 * @param maxAttempts Most attempts of a call, the first one included.
	 * @param minBackOff Upper bound of the first random wait, doubled by each further
	 * attempt.
	 * @param maxBackOff Upper bound that no random wait exceeds.
	 * @param maxRetryAfter Longest wait that a Retry-After header can impose.
	 * @param deadline Longest time that a call takes, all attempts, waits and a login
	 * included.
	 * @param budget Share of the client's calls that may be made again, from 0 to 1, over
	 * the last ten seconds.
	 */
	public record Retry(@DefaultValue("4") int maxAttempts, @DefaultValue("200ms") Duration minBackOff,
			@DefaultValue("5s") Duration maxBackOff, @DefaultValue("30s") Duration maxRetryAfter,
			@DefaultValue("2m") Duration deadline, @DefaultValue("0.1") double budget) {
	}

	/**
	 * How streams behave whose caller says nothing else.
	 *
	 * @param keepAlive How often the server is asked to say that it is still there, in
	 * whole seconds.
	 * @param missedKeepAlives After how many missed keep-alives in a row a connection is
	 * given up as stale.
	 * @param silenceFloor How long a connection may be silent at least, however short the
	 * keep-alive.
	 * @param openTimeout How long a connection attempt may take until the answer's
	 * headers are in.
	 * @param minBackOff Upper bound of the first random wait before re-connecting,
	 * doubled by each fruitless attempt.
	 * @param maxBackOff Upper bound that no random wait exceeds.
	 * @param maxEventSize Largest event that is read. A larger one is reported and
	 * skipped.
	 * @param grace How long a connection outlives its last subscriber.
	 * @param buffer How many values wait for a subscriber who is slower than the stream.
	 * @param overflow What happens to a value that finds the buffer full.
	 * @param recoverGaps Whether what a lost connection missed is read from the history.
	 * @param overlap How far before the last value the history is read.
	 * @param lookBack How far back from the present a gap is recovered.
	 * @param recoverAtMost How many values of one gap are recovered.
	 */
	public record Stream(@DefaultValue("2s") Duration keepAlive, @DefaultValue("3") int missedKeepAlives,
			@DefaultValue("5s") Duration silenceFloor, @DefaultValue("30s") Duration openTimeout,
			@DefaultValue("1s") Duration minBackOff, @DefaultValue("30s") Duration maxBackOff,
			@DefaultValue("1MB") DataSize maxEventSize, @DefaultValue("1s") Duration grace,
			@DefaultValue("256") int buffer, @DefaultValue("drop-oldest") Overflow overflow,
			@DefaultValue("true") boolean recoverGaps, @DefaultValue("10s") Duration overlap,
			@DefaultValue("1d") Duration lookBack, @DefaultValue("100000") long recoverAtMost) {
	}

	/**
	 * How the writer of states works.
	 *
	 * @param maxBatchItems Most states in one call.
	 * @param maxBatchBytes Most bytes in one call. A state that is larger is rejected.
	 * @param maxBatchAge How long a state waits for others to share its call with.
	 * @param maxItems Most reports that one write has taken and not yet told the outcome
	 * of.
	 * @param maxBytes Most bytes of these reports.
	 * @param minConcurrency Fewest calls at once, to which trouble can bring it down.
	 * @param maxConcurrency Most calls at once, one for each device.
	 * @param callsPerDevice How many of the 30 calls that Losant allows in 15 seconds for
	 * each device are used.
	 * @param maxAttempts Most attempts of a call in a row that fail for what may pass.
	 * @param minBackOff Upper bound of the first random wait after a failed attempt,
	 * doubled by each further one.
	 * @param maxBackOff Upper bound that no random wait exceeds, nor a wait that Losant
	 * asks for.
	 * @param callTimeout Longest time that an attempt takes.
	 * @param closeTimeout Longest time that closing takes, as the context does when the
	 * service ends.
	 * @param sameTime What happens to states of one device and millisecond.
	 */
	public record Writer(@DefaultValue("100") int maxBatchItems, @DefaultValue("256KB") DataSize maxBatchBytes,
			@DefaultValue("200ms") Duration maxBatchAge, @DefaultValue("50000") int maxItems,
			@DefaultValue("32MB") DataSize maxBytes, @DefaultValue("1") int minConcurrency,
			@DefaultValue("64") int maxConcurrency, @DefaultValue("30") int callsPerDevice,
			@DefaultValue("8") int maxAttempts, @DefaultValue("500ms") Duration minBackOff,
			@DefaultValue("30s") Duration maxBackOff, @DefaultValue("30s") Duration callTimeout,
			@DefaultValue("8s") Duration closeTimeout, @DefaultValue("move-apart") SameTime sameTime) {
	}

}
