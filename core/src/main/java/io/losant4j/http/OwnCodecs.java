package io.losant4j.http;

import java.util.List;
import java.util.function.Consumer;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.ClientCodecConfigurer;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * The client's codecs. They cannot be changed: a {@code WebClient.Builder} of the
 * application applies its own codec settings to whatever strategies it is given.
 */
record OwnCodecs(List<HttpMessageReader<?>> messageReaders,
		List<HttpMessageWriter<?>> messageWriters) implements ExchangeStrategies {

	static OwnCodecs of(JsonMapper json, int maxResponseSize) {
		ExchangeStrategies strategies = ExchangeStrategies.builder().codecs((codecs) -> {
			codecs.defaultCodecs().maxInMemorySize(maxResponseSize);
			codecs.defaultCodecs().jacksonJsonDecoder(new QuietJson.Decoder(json));
			codecs.defaultCodecs().jacksonJsonEncoder(new QuietJson.Encoder(json));
			codecs.defaultCodecs().configureDefaultCodec(QuietJson::silence);
		}).build();
		return new OwnCodecs(strategies.messageReaders(), strategies.messageWriters());
	}

	@Override
	public Builder mutate() {
		return new Builder() {

			@Override
			public Builder codecs(Consumer<ClientCodecConfigurer> consumer) {
				return this;
			}

			@Override
			public ExchangeStrategies build() {
				return OwnCodecs.this;
			}

		};
	}

}
