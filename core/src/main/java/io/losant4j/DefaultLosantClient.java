package io.losant4j;

import java.util.ArrayList;
import java.util.List;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.StateWriters;
import io.losant4j.bulk.WriterListener;
import io.losant4j.data.DataHandles;
import io.losant4j.device.DeviceHandles;
import io.losant4j.http.CallListener;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import io.losant4j.job.JobHandles;
import io.losant4j.stream.LiveLines;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Wires the rooms together.
 */
final class DefaultLosantClient implements LosantClient {

	// After an outage a thousand lines come back; the service they left should not meet
	// them all in one instant.
	private static final int CONNECTING_AT_ONCE = 64;

	private final LosantHttp http;

	private final LiveLines lines;

	private final DeviceHandles handles;

	private final DataHandles data;

	private final JobHandles jobs;

	private final StateWriters writers;

	private DefaultLosantClient(LosantHttp http, StreamOptions stream, StreamListener[] streamListeners,
			WriterListener[] writerListeners) {
		this.http = http;
		this.lines = LiveLines.create(CONNECTING_AT_ONCE, http::mayRepeat, streamListeners);
		this.data = new DataHandles(http);
		this.jobs = new JobHandles(http);
		this.handles = new DeviceHandles(http, this.lines, stream);
		this.writers = new StateWriters(http, this.handles, writerListeners);
	}

	@Override
	public LosantApplication application(String applicationId) {
		return new DefaultLosantApplication(this.handles, this.data, this.jobs, this.writers, applicationId);
	}

	@Override
	public AuthActions auth() {
		return this.http.auth();
	}

	@Override
	public <T> Mono<T> call(LosantCall<T> call) {
		return call.request(this.http).retrieveIfAny(call.answer());
	}

	@Override
	public <T> Flux<T> callMany(LosantCall<T> call) {
		return call.request(this.http).retrieveMany(call.answer());
	}

	@Override
	public void stopStreams() {
		this.lines.stop();
	}

	@Override
	public void startStreams() {
		this.lines.start();
	}

	@Override
	public void close() {
		this.lines.close();
		this.http.close();
	}

	static final class Builder implements LosantClient.Builder {

		private @Nullable Credentials credentials;

		private String baseUrl = "https://api.losant.com";

		private HttpOptions http = HttpOptions.defaults();

		private RetryPolicy retry = RetryPolicy.defaults();

		private StreamOptions stream = StreamOptions.defaults();

		private final List<CallListener> callListeners = new ArrayList<>();

		private final List<StreamListener> streamListeners = new ArrayList<>();

		private final List<WriterListener> writerListeners = new ArrayList<>();

		private WebClient.Builder webClient = WebClient.builder();

		@Override
		public Builder credentials(Credentials credentials) {
			this.credentials = credentials;
			return this;
		}

		@Override
		public Builder baseUrl(String url) {
			this.baseUrl = url;
			return this;
		}

		@Override
		public Builder http(HttpOptions options) {
			this.http = options;
			return this;
		}

		@Override
		public Builder retry(RetryPolicy policy) {
			this.retry = policy;
			return this;
		}

		@Override
		public Builder stream(StreamOptions options) {
			this.stream = options;
			return this;
		}

		@Override
		public Builder webClient(WebClient.Builder builder) {
			this.webClient = builder;
			return this;
		}

		@Override
		public Builder streamListener(StreamListener listener) {
			this.streamListeners.add(listener);
			return this;
		}

		@Override
		public Builder callListener(CallListener listener) {
			this.callListeners.add(listener);
			return this;
		}

		@Override
		public Builder writerListener(WriterListener listener) {
			this.writerListeners.add(listener);
			return this;
		}

		@Override
		public LosantClient build() {
			if (this.credentials == null) {
				throw new IllegalStateException(
						"credentials are required: LosantClient.builder().credentials(Credentials.accessToken(..))");
			}
			return new DefaultLosantClient(
					LosantHttp.create(this.baseUrl, this.credentials, this.http, this.retry, this.webClient,
							this.callListeners.toArray(CallListener[]::new)),
					this.stream, this.streamListeners.toArray(StreamListener[]::new),
					this.writerListeners.toArray(WriterListener[]::new));
		}

	}

}
