package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.losant4j.LosantApplication;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.SameTime;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.ProxyOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.Overflow;
import io.losant4j.stream.StreamOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property says what it is, and does what it says.
 */
class LosantPropertiesTest {

	private static final String ID = "575ec8687ae143cd83dc4a97";

	private static final HttpOptions HTTP = HttpOptions.defaults();

	private static final RetryPolicy RETRY = RetryPolicy.defaults();

	private static final StreamOptions STREAM = StreamOptions.defaults();

	private static final WriterOptions WRITER = WriterOptions.defaults().withCloseTimeout(Duration.ofSeconds(8));

	/** A value of each option's property, and what the options are with it alone. */
	private static final Map<String, Setting> OPTIONS = Map.ofEntries(
			entry("losant.http.connect-timeout", new Setting("3s", HTTP.withConnectTimeout(Duration.ofSeconds(3)))),
			entry("losant.http.response-timeout", new Setting("4m", HTTP.withResponseTimeout(Duration.ofMinutes(4)))),
			entry("losant.http.max-connections", new Setting("5", HTTP.withMaxConnections(5))),
			entry("losant.http.max-streams", new Setting("6", HTTP.withMaxStreams(6))),
			entry("losant.http.pending-acquire-timeout",
					new Setting("7s", HTTP.withPendingAcquireTimeout(Duration.ofSeconds(7)))),
			entry("losant.http.max-idle-time", new Setting("8s", HTTP.withMaxIdleTime(Duration.ofSeconds(8)))),
			entry("losant.http.max-life-time", new Setting("9h", HTTP.withMaxLifeTime(Duration.ofHours(9)))),
			entry("losant.http.max-response-size", new Setting("10KB", HTTP.withMaxResponseSize(10 * 1024))),
			entry("losant.http.accept-version", new Setting("^1.12.0", HTTP.withAcceptVersion("^1.12.0"))),
			entry("losant.http.losant-domain", new Setting("losant.com", HTTP.withLosantDomain("losant.com"))),
			entry("losant.http.http2", new Setting("true", HTTP.withHttp2(true))),
			entry("losant.http.plain-http", new Setting("true", HTTP.withPlainHttp(true))),
			entry("losant.retry.max-attempts", new Setting("2", RETRY.withMaxAttempts(2))),
			entry("losant.retry.min-back-off",
					new Setting("3ms", RETRY.withBackOff(Duration.ofMillis(3), RETRY.maxBackOff()))),
			entry("losant.retry.max-back-off",
					new Setting("4s", RETRY.withBackOff(RETRY.minBackOff(), Duration.ofSeconds(4)))),
			entry("losant.retry.max-retry-after", new Setting("5s", RETRY.withMaxRetryAfter(Duration.ofSeconds(5)))),
			entry("losant.retry.deadline", new Setting("6s", RETRY.withDeadline(Duration.ofSeconds(6)))),
			entry("losant.retry.budget", new Setting("0.7", RETRY.withBudget(0.7))),
			entry("losant.stream.keep-alive", new Setting("20s", STREAM.withKeepAlive(Duration.ofSeconds(20)))),
			entry("losant.stream.missed-keep-alives", new Setting("4", STREAM.withMissedKeepAlives(4))),
			entry("losant.stream.silence-floor", new Setting("9s", STREAM.withSilenceFloor(Duration.ofSeconds(9)))),
			entry("losant.stream.open-timeout", new Setting("8s", STREAM.withOpenTimeout(Duration.ofSeconds(8)))),
			entry("losant.stream.min-back-off", new Setting("7ms", STREAM.withMinBackOff(Duration.ofMillis(7)))),
			entry("losant.stream.max-back-off", new Setting("6m", STREAM.withMaxBackOff(Duration.ofMinutes(6)))),
			entry("losant.stream.max-event-size", new Setting("5KB", STREAM.withMaxEventSize(5 * 1024))),
			entry("losant.stream.grace", new Setting("0s", STREAM.withGrace(Duration.ZERO))),
			entry("losant.stream.buffer", new Setting("12", STREAM.withBuffer(12))),
			entry("losant.stream.overflow", new Setting("catch-up", STREAM.withOverflow(Overflow.CATCH_UP))),
			entry("losant.stream.recover-gaps", new Setting("false", STREAM.withRecoverGaps(false))),
			entry("losant.stream.overlap", new Setting("2s", STREAM.withOverlap(Duration.ofSeconds(2)))),
			entry("losant.stream.look-back", new Setting("7d", STREAM.withLookBack(Duration.ofDays(7)))),
			entry("losant.stream.recover-at-most", new Setting("10", STREAM.withRecoverAtMost(10))),
			entry("losant.writer.max-batch-items",
					new Setting("2", WRITER.withBatches(2, WRITER.maxBatchBytes(), WRITER.maxBatchAge()))),
			entry("losant.writer.max-batch-bytes",
					new Setting("3KB", WRITER.withBatches(WRITER.maxBatchItems(), 3 * 1024, WRITER.maxBatchAge()))),
			entry("losant.writer.max-batch-age",
					new Setting("4s",
							WRITER.withBatches(WRITER.maxBatchItems(), WRITER.maxBatchBytes(), Duration.ofSeconds(4)))),
			entry("losant.writer.max-items", new Setting("5", WRITER.withMemory(5, WRITER.maxBytes()))),
			entry("losant.writer.max-bytes", new Setting("6GB", WRITER.withMemory(WRITER.maxItems(), 6L << 30))),
			entry("losant.writer.min-concurrency",
					new Setting("7", WRITER.withConcurrency(7, WRITER.maxConcurrency()))),
			entry("losant.writer.max-concurrency",
					new Setting("8", WRITER.withConcurrency(WRITER.minConcurrency(), 8))),
			entry("losant.writer.calls-per-device", new Setting("9", WRITER.withCallsPerDevice(9))),
			entry("losant.writer.max-attempts", new Setting("10", WRITER.withMaxAttempts(10))),
			entry("losant.writer.min-back-off",
					new Setting("11ms", WRITER.withBackOff(Duration.ofMillis(11), WRITER.maxBackOff()))),
			entry("losant.writer.max-back-off",
					new Setting("12s", WRITER.withBackOff(WRITER.minBackOff(), Duration.ofSeconds(12)))),
			entry("losant.writer.call-timeout", new Setting("13s", WRITER.withCallTimeout(Duration.ofSeconds(13)))),
			entry("losant.writer.close-timeout", new Setting("14s", WRITER.withCloseTimeout(Duration.ofSeconds(14)))),
			entry("losant.writer.same-time", new Setting("merge", WRITER.withSameTime(SameTime.MERGE))));

	/** The properties that tests of their own are about. */
	private static final List<String> OTHERS = List.of("losant.enabled", "losant.base-url", "losant.access-token",
			"losant.device.id", "losant.device.key", "losant.device.secret", "losant.user.email",
			"losant.user.password", "losant.application-id", "losant.http.proxy.host", "losant.http.proxy.port",
			"losant.http.proxy.username", "losant.http.proxy.password", "losant.http.ssl.bundle", "losant.clients");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class, LosantWriterAutoConfiguration.class))
		.withPropertyValues("losant.application-id=" + ID);

	private final ApplicationContextRunner withToken = this.runner.withPropertyValues("losant.access-token=token");

	static Stream<Map.Entry<String, Setting>> settings() {
		return OPTIONS.entrySet().stream();
	}

	@Test
	void defaultsAreThoseOfTheClient() {
		this.withToken.run((context) -> {
			assertThat(context.getBean(HttpOptions.class)).isEqualTo(HTTP);
			assertThat(context.getBean(RetryPolicy.class)).isEqualTo(RETRY);
			assertThat(context.getBean(StreamOptions.class)).isEqualTo(STREAM);
			assertThat(context.getBean(WriterOptions.class)).isEqualTo(WRITER);
			assertThat(context.getBean(LosantConnectionDetails.class).baseUrl()).isEqualTo("https://api.losant.com");
		});
	}

	@ParameterizedTest
	@MethodSource("settings")
	void eachChangesItsOptionAndNoOther(Map.Entry<String, Setting> entry) {
		Setting setting = entry.getValue();
		this.withToken.withPropertyValues(entry.getKey() + "=" + setting.value())
			.run((context) -> assertThat(context.getBean(setting.options().getClass())).isEqualTo(setting.options()));
	}

	@Test
	void noneIsForgottenHere() {
		assertThat(Metadata.losant().stream().map(Metadata.Property::name))
			.containsExactlyInAnyOrderElementsOf(Stream.concat(OPTIONS.keySet().stream(), OTHERS.stream())
				.collect(Collectors.toCollection(TreeSet::new)));
	}

	@Test
	void eachIsDescribedInASentence() {
		assertThat(Metadata.losant()).allSatisfy((property) -> assertThat(property.description()).endsWith(".")
			.satisfies((text) -> assertThat(Character.isUpperCase(text.charAt(0))).isTrue()));
	}

	@Test
	void eachDefaultInTheMetadataIsTheClients() {
		assertThat(Metadata.losant()).filteredOn((property) -> OPTIONS.containsKey(property.name()))
			.filteredOn((property) -> !property.name().equals("losant.http.losant-domain"))
			.allSatisfy((property) -> this.withToken.withPropertyValues(property.name() + "=" + property.defaultValue())
				.run((context) -> {
					Object options = Objects.requireNonNull(OPTIONS.get(property.name())).options();
					assertThat(property.defaultValue()).isNotEmpty();
					assertThat(context.getBean(options.getClass())).isIn(HTTP, RETRY, STREAM, WRITER);
				}));
	}

	@Test
	void timesAreDurationsAndSizesAreDataSizes() {
		ApplicationConversionService conversion = new ApplicationConversionService();
		assertThat(Metadata.losant()).allSatisfy((property) -> {
			String value = property.defaultValue();
			if (value.matches("\\d+(ms|s|m|h|d)")) {
				assertThat(property.type()).isEqualTo(Duration.class.getName());
				assertThat(conversion.convert(value, Duration.class)).isPositive();
			}
			if (value.matches("\\d+(B|KB|MB)")) {
				assertThat(property.type()).isEqualTo(DataSize.class.getName());
			}
		});
	}

	@Test
	void hintsNameEveryValueOfAnEnum() {
		assertThat(Metadata.hints("losant.stream.overflow")).containsExactlyElementsOf(names(Overflow.values()));
		assertThat(Metadata.hints("losant.writer.same-time")).containsExactlyElementsOf(names(SameTime.values()));
	}

	private static List<String> names(Enum<?>[] values) {
		return Arrays.stream(values).map((value) -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
	}

	@Test
	void aServiceEndsBeforeItIsKilled() {
		assertThat(WRITER.closeTimeout()).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void whetherHealthIsToldIsDescribed() {
		assertThat(Metadata.names()).contains("management.health.losant.enabled");
	}

	@Test
	void whatIsSetToNothingIsNotSet() {
		this.withToken
			.withPropertyValues("losant.http.proxy.host=", "losant.http.proxy.port=", "losant.http.proxy.username=",
					"losant.http.proxy.password=", "losant.http.losant-domain=")
			.run((context) -> assertThat(context.getBean(HttpOptions.class)).isEqualTo(HTTP));
		this.withToken
			.withPropertyValues("losant.http.proxy.host=proxy.example.com", "losant.http.proxy.port=3128",
					"losant.http.proxy.username=", "losant.http.proxy.password=")
			.run((context) -> assertThat(context.getBean(HttpOptions.class).proxy())
				.isEqualTo(ProxyOptions.of("proxy.example.com", 3128)));
	}

	@Test
	void theProxyIsTold() {
		this.withToken
			.withPropertyValues("losant.http.proxy.host=proxy.example.com", "losant.http.proxy.port=3128",
					"losant.http.proxy.username=user", "losant.http.proxy.password=secret")
			.run((context) -> assertThat(context.getBean(HttpOptions.class).proxy())
				.isEqualTo(ProxyOptions.of("proxy.example.com", 3128).withLogin("user", "secret")));
	}

	@Test
	void credentialsAndAddressesAreTold() {
		assertDetails("losant.access-token=token", Credentials.accessToken("token"));
		assertDetails("losant.device.id=" + ID + ",losant.device.key=k,losant.device.secret=s",
				Credentials.device(ID, "k", "s"));
		assertDetails("losant.user.email=user@example.com,losant.user.password=password",
				Credentials.user("user@example.com", "password"));
	}

	private void assertDetails(String properties, Credentials credentials) {
		this.runner.withPropertyValues(properties.split(","))
			.withPropertyValues("losant.base-url=https://losant.example.com", "losant.application-id=" + ID)
			.run((context) -> {
				assertThat(details(context).credentials()).isEqualTo(credentials);
				assertThat(details(context).baseUrl()).isEqualTo("https://losant.example.com");
				assertThat(details(context).applicationId()).isEqualTo(ID);
				assertThat(context.getBean(LosantApplication.class).id()).isEqualTo(ID);
			});
	}

	private static LosantConnectionDetails details(AssertableApplicationContext context) {
		return context.getBean(LosantConnectionDetails.class);
	}

	private record Setting(String value, Object options) {
	}

}
