package io.losant4j.samples.benchmarks;

import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Who is measured. The first is what all others are divided by.
 */
enum Contenders {

	/** Jackson as it comes, as in the contenders below. */
	RN("`rn`"),

	LOSANT4J("**Losant4J**"),

	/** Tells what of the difference is the JSON, and what is everything else. */
	RN_OUR_JSON("`rn`, our JSON"),

	WEB_CLIENT("WebClient"),

	JDK("`java.net.http`"),

	EVENT_SOURCE("`okhttp-eventsource`");

	private final String title;

	Contenders(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	Contender create(String baseUrl) {
		return switch (this) {
			case RN -> new ReactorNetty(baseUrl, new JsonMapper()::readerFor);
			case LOSANT4J -> new Losant4j(baseUrl);
			case RN_OUR_JSON -> withOurJson(baseUrl);
			case WEB_CLIENT -> new PlainWebClient(baseUrl);
			case JDK -> new JdkHttpClient(baseUrl);
			case EVENT_SOURCE -> new OkHttpEventSource(baseUrl);
		};
	}

	private static Contender withOurJson(String baseUrl) {
		try (LosantHttp http = LosantHttp.create(baseUrl, Credentials.accessToken(Canned.TOKEN), HttpOptions.defaults(),
				RetryPolicy.none(), WebClient.builder())) {
			return new ReactorNetty(baseUrl, http::reader);
		}
	}

}
