package io.losant4j;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.WriterListener;
import io.losant4j.http.CallListener;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The client for Losant's REST API. One is enough for a service: it is thread-safe, and
 * all that is taken from it shares its connections.
 *
 * <pre class="code">
 * LosantClient losant = LosantClient.builder().credentials(Credentials.accessToken(token)).build();
 * DeviceActions freezer = losant.application("575ec8687ae143cd83dc4a97").device("575ecf887ae143cd83dc4aa2");
 * freezer.sendState(DeviceState.of("temperature", -18.4)).subscribe();
 * </pre>
 *
 * @see <a href="https://docs.losant.com/rest-api/overview/">Losant: REST API</a>
 */
public interface LosantClient extends AutoCloseable {

	/**
	 * Begins a client.
	 * @return a builder; only {@link Builder#credentials credentials} are required
	 */
	static Builder builder() {
		return new DefaultLosantClient.Builder();
	}

	/**
	 * One application. No network is touched.
	 * @param applicationId the id of the application
	 * @return the application; cheap to make, and may be kept
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	LosantApplication application(String applicationId);

	/**
	 * The logins of devices and users.
	 * @return the actions; they carry no token, not even this client's
	 */
	AuthActions auth();

	/**
	 * Makes a call that has no method of its own, with this client's token and errors.
	 * Nothing happens before subscription; each subscription is a call of its own, and
	 * cancelling it ends that call.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @return emits the answer and completes; completes without one where Losant answers
	 * without a body; errors with a {@link io.losant4j.error.LosantException}
	 * @throws IllegalArgumentException if a variable of the call's template is not set
	 */
	<T> Mono<T> call(LosantCall<T> call);

	/**
	 * Makes a call whose answer is an array; otherwise as {@link #call}.
	 * @param <T> the type of an element
	 * @param call the call
	 * @return emits the elements in the answer's order and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 * @throws IllegalArgumentException if a variable of the call's template is not set
	 */
	<T> Flux<T> callMany(LosantCall<T> call);

	/**
	 * Completes all streams and closes their connections, while calls go on. Whoever
	 * subscribes to a stream afterwards gets an {@link IllegalStateException}, until
	 * {@link #startStreams()}. It is for a service that goes down in order, or pauses.
	 * Stopping twice does no harm.
	 */
	void stopStreams();

	/**
	 * Lets streams be subscribed to again. Those that were completed stay so. Does
	 * nothing where streams were not stopped, or the client is closed.
	 */
	void startStreams();

	/**
	 * Closes the client: its streams complete, and no request is sent any more. A call
	 * that is on its way may still finish, within its time-outs; one that waits for a
	 * connection, a login or its next attempt errors, as new ones do, with a
	 * {@link io.losant4j.error.LosantConnectionException} whose cause is an
	 * {@link IllegalStateException}. Connections are closed as they become idle. Closing
	 * twice does no harm.
	 */
	@Override
	void close();

	/**
	 * Builds a client. Not thread-safe.
	 */
	interface Builder {

		/**
		 * Tells who the client is. Required.
		 * @param credentials the credentials
		 * @return this builder
		 */
		Builder credentials(Credentials credentials);

		/**
		 * Tells where Losant is: {@code https://api.losant.com} unless set.
		 * @param url an {@code https} URL without a query; {@code http} is taken for
		 * loopback only, unless {@link HttpOptions#withPlainHttp} says otherwise
		 * @return this builder
		 */
		Builder baseUrl(String url);

		/**
		 * Tells how the client uses HTTP: {@link HttpOptions#defaults()} unless set.
		 * @param options time-outs, pools, limits and headers
		 * @return this builder
		 */
		Builder http(HttpOptions options);

		/**
		 * Tells how calls that failed are made again: {@link RetryPolicy#defaults()}
		 * unless set.
		 * @param policy attempts, waits, deadline and budget
		 * @return this builder
		 */
		Builder retry(RetryPolicy policy);

		/**
		 * Tells how streams behave whose caller says nothing else:
		 * {@link StreamOptions#defaults()} unless set.
		 * @param options keep-alive, back-off, buffer and gaps
		 * @return this builder
		 */
		Builder stream(StreamOptions options);

		/**
		 * Tells somebody what becomes of calls, so that it can be counted and logged. May
		 * be called more than once, for more than one listener.
		 * @param listener is told of all calls of the client, on their threads; must not
		 * block
		 * @return this builder
		 */
		Builder callListener(CallListener listener);

		/**
		 * Tells somebody what happens to streams, so that it can be counted and logged.
		 * May be called more than once, for more than one listener.
		 * @param listener is told of all streams of the client, on their threads; must
		 * not block
		 * @return this builder
		 */
		Builder streamListener(StreamListener listener);

		/**
		 * Tells somebody what writers of states do, so that it can be counted and logged.
		 * May be called more than once, for more than one listener.
		 * @param listener is told of all state writers of the client, on their threads;
		 * must not block
		 * @return this builder
		 */
		Builder writerListener(WriterListener listener);

		/**
		 * Brings what the application wants on every request, such as filters and an
		 * observation registry. The builder is copied; its connector, exchange function,
		 * codecs and base URL are not used. Its filters run around the client's own: an
		 * error answer reaches them as a {@code LosantApiException}. Its status handlers
		 * see only what Losant accepted.
		 * @param builder the application's builder
		 * @return this builder
		 */
		Builder webClient(WebClient.Builder builder);

		/**
		 * Builds the client. No network is touched.
		 * @return the client, to be closed by the caller
		 * @throws IllegalStateException if credentials are missing
		 * @throws IllegalArgumentException if the base URL is refused
		 */
		LosantClient build();

	}

}
