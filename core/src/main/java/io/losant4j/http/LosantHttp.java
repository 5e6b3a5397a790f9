package io.losant4j.http;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.TokenSession;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The client's HTTP, set up once: one WebClient for calls, one for logins and one for
 * streams, which have a connection pool of their own. Thread-safe.
 */
public final class LosantHttp implements AutoCloseable {

	// Below the idle time-out of common load balancers, so that a pooled connection is
	// never one that the other side has dropped.
	private static final Duration MAX_IDLE = Duration.ofSeconds(45);

	private static final Duration MAX_LIFE = Duration.ofMinutes(5);

	// Waiting costs about a kilobyte for each call; more callers than this have lost
	// control.
	private static final int MAX_WAITING = 20_000;

	private final String baseUrl;

	private final JsonMapper json = LosantJson.mapper();

	private final List<ConnectionProvider> pools;

	private final WebClient calls;

	private final WebClient logins;

	private final WebClient streams;

	private LosantHttp(String baseUrl, TokenSession session, HttpOptions options, WebClient.Builder builder) {
		this.baseUrl = baseUrl;
		ConnectionProvider callPool = ConnectionProvider.builder("losant-calls")
			.maxConnections(options.maxConnections())
			.pendingAcquireMaxCount(MAX_WAITING)
			.pendingAcquireTimeout(options.pendingAcquireTimeout())
			.maxIdleTime(MAX_IDLE)
			.maxLifeTime(MAX_LIFE)
			.evictInBackground(MAX_IDLE)
			.build();
		// A stream's connection is never used twice, so nothing idles here.
		ConnectionProvider streamPool = ConnectionProvider.builder("losant-streams")
			.maxConnections(options.maxStreams())
			.pendingAcquireMaxCount(MAX_WAITING)
			.pendingAcquireTimeout(options.pendingAcquireTimeout())
			.maxIdleTime(Duration.ofSeconds(1))
			.build();
		this.pools = List.of(callPool, streamPool);
		WebClient.Builder common = builder.clone()
			.exchangeStrategies(strategies(this.json, options.maxResponseSize()))
			.defaultHeaders((headers) -> headers(headers, options));
		ExchangeFilterFunction errors = new ErrorFilter(this.json, Clock.systemUTC());
		WebClient.Builder authorized = common.clone().filter(new TokenFilter(session)).filter(errors);
		ClientHttpConnector callConnector = new ReactorClientHttpConnector(
				client(callPool, options).compress(true).responseTimeout(options.responseTimeout()));
		this.calls = authorized.clone().clientConnector(callConnector).build();
		this.logins = common.clone().filter(TokenFilter.none()).filter(errors).clientConnector(callConnector).build();
		// No response time-out on the connector: it would end a stream that is merely
		// idle.
		this.streams = authorized.clone()
			.clientConnector(new ReactorClientHttpConnector(client(streamPool, options)))
			.build();
	}

	/**
	 * Sets up the HTTP of a client. No network is touched.
	 * @param baseUrl where Losant is, {@code https}, or {@code http} on loopback
	 * @param session where tokens come from
	 * @param options time-outs, pools, limits and headers
	 * @param builder what the application wants on every request, such as filters and an
	 * observation registry; it is copied, and its connector and codecs are not used
	 * @return the HTTP of one client, to be closed with it
	 * @throws IllegalArgumentException if the base URL is refused
	 */
	public static LosantHttp create(String baseUrl, TokenSession session, HttpOptions options,
			WebClient.Builder builder) {
		return new LosantHttp(BaseUrl.check(baseUrl), session, options, builder);
	}

	private static HttpClient client(ConnectionProvider pool, HttpOptions options) {
		return HttpClient.create(pool)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(options.connectTimeout().toMillis()))
			// A redirect could carry the token to another host.
			.followRedirect(false)
			// It would send a command twice: what may be repeated is not for the wire to
			// decide.
			.disableRetry(true);
	}

	private static ExchangeStrategies strategies(JsonMapper json, int maxResponseSize) {
		return ExchangeStrategies.builder().codecs((codecs) -> {
			codecs.defaultCodecs().maxInMemorySize(maxResponseSize);
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(json));
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json));
		}).build();
	}

	private static void headers(HttpHeaders headers, HttpOptions options) {
		String version = LosantHttp.class.getPackage().getImplementationVersion();
		headers.set(HttpHeaders.USER_AGENT, "losant4j/" + ((version != null) ? version : "dev"));
		headers.set("Accept-Version", options.acceptVersion());
		if (options.losantDomain() != null) {
			headers.set("losantdomain", options.losantDomain());
		}
	}

	/**
	 * A resource of Losant's API.
	 * @param template the path with its variables, as on Losant's page, such as
	 * {@code /applications/{applicationId}}; {@code applicationId} and {@code deviceId}
	 * must be ids
	 * @param values the variables' values, in order
	 * @return the resource
	 * @throws IllegalArgumentException if an id is not 24 hexadecimal characters
	 */
	public RestResource resource(String template, String... values) {
		PathTemplate path = PathTemplate.of(template);
		Map<String, String> named = new HashMap<>();
		for (int i = 0; i < values.length; i++) {
			named.put(path.variables().get(i), values[i]);
		}
		return resource(path, named);
	}

	/**
	 * A resource of Losant's API.
	 * @param template the path with its variables
	 * @param values the variables' values, by name
	 * @return the resource
	 * @throws IllegalArgumentException if a value is missing or refused
	 */
	public RestResource resource(PathTemplate template, Map<String, String> values) {
		return RestResource.of(this, this.baseUrl, template, values);
	}

	/**
	 * The logins, which carry no token.
	 * @return the actions
	 */
	public AuthActions auth() {
		return new DefaultAuthActions(this);
	}

	/**
	 * A reader of one type's JSON.
	 * @param type the type to read
	 * @return a thread-safe reader
	 */
	public ObjectReader reader(Class<?> type) {
		return this.json.readerFor(type);
	}

	<T> T read(JsonNode tree, Class<T> type) {
		return this.json.treeToValue(tree, type);
	}

	JsonMapper json() {
		return this.json;
	}

	WebClient calls() {
		return this.calls;
	}

	WebClient logins() {
		return this.logins;
	}

	WebClient streams() {
		return this.streams;
	}

	/**
	 * Closes the connection pools. Calls under way end with an error.
	 */
	@Override
	public void close() {
		this.pools.forEach(ConnectionProvider::dispose);
	}

}
