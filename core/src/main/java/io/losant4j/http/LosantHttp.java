package io.losant4j.http;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.Credentials;
import io.losant4j.auth.TokenSession;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.context.Context;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The client's HTTP, set up once: one WebClient for calls, one for logins and one for
 * streams, which have a connection pool of their own. Thread-safe.
 */
public final class LosantHttp implements AutoCloseable {

	private final String baseUrl;

	private final JsonMapper json = LosantJson.mapper();

	private final JsonBodies bodies;

	private final Connections connections;

	private final Retries retries;

	private final WebClient calls;

	private final WebClient logins;

	private final WebClient streams;

	private volatile boolean closed;

	LosantHttp(String baseUrl, Credentials credentials, HttpOptions options, RetryPolicy retry,
			WebClient.Builder builder, UnaryOperator<ConnectionProvider.Builder> pools, CallListener... listeners) {
		this.baseUrl = BaseUrl.check(baseUrl, options.plainHttp());
		this.bodies = new JsonBodies(this.json, options.maxResponseSize());
		this.connections = new Connections(BaseUrl.isHttps(baseUrl), options, pools);
		this.retries = new Retries(retry, Schedulers.parallel(),
				(bound) -> ThreadLocalRandom.current().nextLong(bound + 1), listeners);
		ExchangeFilterFunction errors = new ErrorFilter(this.json, Clock.systemUTC());
		this.logins = client(builder.clone().filter(errors), this.connections.calls());
		TokenSession session = TokenSession.of(credentials, auth(), retry.deadline());
		WebClient.Builder authorized = builder.clone().filter(new TokenFilter(session)).filter(errors);
		this.calls = client(authorized.clone(), this.connections.calls());
		this.streams = client(authorized.clone(), this.connections.streams());
	}

	/**
	 * With the exchange function set, nothing of the application's stands before ours.
	 */
	private static WebClient client(WebClient.Builder builder, ClientHttpConnector connector) {
		return builder.clientConnector(connector).exchangeFunction(ExchangeFunctions.create(connector)).build();
	}

	/**
	 * Sets up the HTTP of a client. No network is touched.
	 * @param baseUrl where Losant is, {@code https}, or {@code http} on loopback or where
	 * the options allow it
	 * @param credentials who the client is
	 * @param options time-outs, pools, limits and headers
	 * @param retry how calls that failed are made again
	 * @param builder what the application wants on every request, such as filters and an
	 * observation registry; it is copied, and its connector, exchange function, codecs
	 * and base URL are not used
	 * @param listeners are told what becomes of calls
	 * @return the HTTP of one client, to be closed with it
	 * @throws IllegalArgumentException if the base URL is refused
	 */
	public static LosantHttp create(String baseUrl, Credentials credentials, HttpOptions options, RetryPolicy retry,
			WebClient.Builder builder, CallListener... listeners) {
		return new LosantHttp(baseUrl, credentials, options, retry, builder, UnaryOperator.identity(), listeners);
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

	/**
	 * Measures a body.
	 * @param body what is to be sent as JSON
	 * @return how many bytes it has on the wire
	 * @throws IllegalArgumentException if it cannot be written as JSON
	 */
	public int measure(Object body) {
		try {
			return this.json.writeValueAsBytes(body).length;
		}
		catch (JacksonException ex) {
			// its message may quote the body
			throw new IllegalArgumentException(
					"a " + body.getClass().getSimpleName() + " must be writable as JSON, was not");
		}
	}

	<T> T read(JsonNode tree, Class<T> type) {
		return this.json.treeToValue(tree, type);
	}

	JsonMapper json() {
		return this.json;
	}

	JsonBodies bodies() {
		return this.bodies;
	}

	/**
	 * Tells that a call repeats another, for which {@link #mayRepeat} was asked: it is no
	 * further call that more may be repeated for.
	 * @param context the context of the call's subscriber
	 * @return the context with that
	 */
	public static Context repeated(Context context) {
		return context.put(Retries.REPEATED, true);
	}

	/**
	 * Takes a repetition from the budget of the client's calls, for somebody who repeats
	 * something else than calls.
	 * @return whether the client can afford it now
	 */
	public boolean mayRepeat() {
		return this.retries.mayRepeat();
	}

	boolean isClosed() {
		return this.closed;
	}

	Retries retries() {
		return this.retries;
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

	OwnHeaders headers() {
		return this.connections.headers();
	}

	/**
	 * Closes the connection pools. A request that is on its way may finish, within its
	 * time-outs; nothing is sent afterwards: calls that wait for a connection, a login or
	 * their next attempt error, as new ones do.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.connections.close();
	}

}
