package io.losant4j.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class EventReaderTest {

	private static final int LIMIT = 40;

	private static final String E = "event: deviceState\n";

	private final Wire wire = new Wire();

	private final List<Long> retries = new ArrayList<>();

	@AfterEach
	void everyBufferIsReleased() {
		assertThat(this.wire.unreleased()).isZero();
	}

	static Stream<Arguments> streams() {
		return Stream.of(stream("one event", E + "data: a\n\n", "=a"),
				stream("two events", E + "data: a\n\n" + E + "data: b\n\n", "=a", "=b"),
				stream("CR", E.replace("\n", "\r") + "data: a\r\r" + E + "data: b\r\r", "=a", "=b"),
				stream("CRLF", "event: deviceState\r\ndata: a\r\n\r\nevent: deviceState\r\ndata: b\r\n\r\n", "=a",
						"=b"),
				stream("all three mixed", "event: deviceState\rdata: a\r\n\nevent: deviceState\ndata: b\n\r\n", "=a",
						"=b"),
				stream("LF CR are two line ends", E + "data: a\n\revent: deviceState\ndata: b\n\n", "=a", "=b"),
				stream("byte order mark", "\uFEFF" + E + "data: a\n\n", "=a"),
				stream("byte order mark before a comment", "\uFEFF: hi\n\n" + E + "data: a\n\n", "keep-alive", "=a"),
				stream("byte order mark only once", "\uFEFF" + E + "data: a\n\n\uFEFF" + E + "data: b\n\n", "=a",
						"!test GET /stream: an event has the unknown name 'message'"),
				stream("one space is taken off", E + "data:  a \n\n", "= a "),
				stream("no space", "event:deviceState\ndata:a\n\n", "=a"),
				stream("colon in data", E + "data: {\"a\": \"b:c\"}\n\n", "={\"a\": \"b:c\"}"),
				stream("lines of data are joined", E + "data: a\ndata: b\ndata\ndata:c\n\n", "=a\nb\n\nc"),
				stream("empty lines of data", E + "data\ndata\n\n", "=\n"),
				stream("first line of data empty", E + "data:\ndata: b\n\n", "=\nb"),
				stream("empty data is a sign of life", E + "data\n\n" + E + "data:\n\n", "keep-alive", "keep-alive"),
				stream("event without data", E + "\n" + E + "data: a\n\n", "keep-alive", "=a"),
				stream("the name ends with its event", E + "data: a\n\ndata: b\n\n", "=a",
						"!test GET /stream: an event has the unknown name 'message'"),
				stream("the last name counts", "event: other\n" + E + "data: a\n\n", "=a"),
				stream("the last name counts, empty too", E + "event\ndata: a\n\n",
						"!test GET /stream: an event has the unknown name 'message'"),
				stream("unknown name", "event: other\ndata: a\n\n" + E + "data: b\n\n",
						"!test GET /stream: an event has the unknown name 'other'", "=b"),
				stream("longer name", "event: deviceStates\ndata: a\n\n",
						"!test GET /stream: an event has the unknown name 'deviceStates'"),
				stream("comment", ": keep-alive\n\n" + E + "data: a\n\n", "keep-alive", "=a"),
				stream("comments without blank lines", ":\n:\n" + E + "data: a\n\n", "keep-alive", "keep-alive", "=a"),
				stream("comment inside an event", E + ":\ndata: a\n:\n\n", "keep-alive", "keep-alive", "=a"),
				stream("blank line", "\n\n" + E + "data: a\n\n\n", "keep-alive", "keep-alive", "=a", "keep-alive"),
				stream("named keep-alive", "event: keepAlive\ndata: {}\n\nevent: ping\n\n", "keep-alive", "keep-alive"),
				stream("fields nobody knows", "foo: bar\nbaz\nDATA: x\ndatax: y\n data: z\n" + E + "data: a\n\n", "=a"),
				stream("id is read over", "id: 7\n" + E + "data: a\nid\nid: \0\n\n", "=a"),
				stream("retry", "retry: 1500\nretry:3\n" + E + "data: a\n\n", "=a", "retry 1500", "retry 3"),
				stream("bad retry", "retry: 1.5\nretry: -1\nretry\nretry: \nretry: 1s\n" + E + "data: a\n\n", "=a"),
				stream("endless retry", "retry: 99999999999999999999999\n" + E + "data: a\n\n", "=a",
						"retry 2147483647"),
				stream("text beyond ASCII", E + "data: h\u00e9 \u20ac \uD83D\uDE00\n\n",
						"=h\u00e9 \u20ac \uD83D\uDE00"),
				stream("end without a blank line", E + "data: a\n\n" + E + "data: b\n", "=a"),
				stream("end inside a line", E + "data: a\n\n" + E + "data: b", "=a"), stream("nothing", ""),
				stream("as large as allowed", E + "data: " + "x".repeat(LIMIT) + "\n\n", "=" + "x".repeat(LIMIT)),
				stream("as large as allowed in lines",
						E + "data: " + "x".repeat(20) + "\ndata: " + "x".repeat(19) + "\n\n",
						"=" + "x".repeat(20) + "\n" + "x".repeat(19)),
				stream("too large", E + "data: " + "x".repeat(LIMIT + 1) + "\n\n" + E + "data: b\n\n", tooLarge(),
						"=b"),
				stream("much too large", E + "data: " + "x".repeat(LIMIT * 9) + "\n\n" + E + "data: b\n\n", tooLarge(),
						"=b"),
				stream("too large in lines", E + "data: x\n".repeat(LIMIT) + "\n" + E + "data: b\n\n", tooLarge(),
						"=b"),
				stream("long comment", ":" + "x".repeat(LIMIT * 9) + "\n\n" + E + "data: b\n\n", "keep-alive", "=b"),
				stream("decoder says no", E + "data: no\n\n" + E + "data: b\n\n", "!no good", "=b"),
				stream("decoder breaks", E + "data: break\n\n" + E + "data: b\n\n",
						"!test GET /stream: an event could not be decoded", "=b"),
				stream("decoder reads nothing", E + "data: null\n\n" + E + "data: b\n\n",
						"!test GET /stream: an event says nothing", "=b"));
	}

	private static Arguments stream(String what, String bytes, String... signals) {
		return arguments(what, bytes, List.of(signals));
	}

	private static String tooLarge() {
		return "!test GET /stream: an event is larger than " + LIMIT + " bytes";
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("streams")
	void readsWholeStream(String what, String stream, List<String> signals) {
		assertThat(read(List.of(bytes(stream)))).isEqualTo(signals);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("streams")
	void readsByteByByte(String what, String stream, List<String> signals) {
		assertThat(read(Wire.split(bytes(stream), (left) -> 1))).isEqualTo(signals);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("streams")
	void readsAnySplit(String what, String stream, List<String> signals) {
		Random random = Seed.random(what.hashCode());
		for (int run = 0; run < 200; run++) {
			assertThat(read(Wire.split(bytes(stream), random))).as("run %d", run).isEqualTo(signals);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("streams")
	void readsOneSignalAtATime(String what, String stream, List<String> signals) {
		Random random = Seed.random(what.hashCode());
		for (int run = 0; run < 50; run++) {
			assertThat(words(signals(this.wire.buffers(Wire.split(bytes(stream), random))).limitRate(1)))
				.isEqualTo(signals.stream().filter((word) -> !word.startsWith("retry")).toList());
		}
	}

	@Test
	void readsWhatIsLargerThanTheScratch() {
		String large = "x".repeat(3 * Scratch.SIZE + 7);

		Flux<StreamSignal<String>> signals = new EventReader<>(
				this.wire.buffers(E + "data: " + large + "\n\n" + E + "data: b\n\n"), List.of(),
				new EventParser<>(Wire.texts(), 4 * Scratch.SIZE, (millis) -> {
				}), Wire.noSilence());

		StepVerifier.create(signals.map(Wire::word))
			.expectNext("=" + large, "=b")
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void readsInsideAnotherReading() {
		Flux<String> inner = Flux.defer(() -> signals(this.wire.buffers(E + "data: inner\n\n"))).map(Wire::word);

		StepVerifier
			.create(signals(this.wire.buffers(E + "data: a\n\n" + E + "data: b\n\n"))
				.flatMap((outer) -> inner.map((word) -> Wire.word(outer) + word)))
			.expectNext("=a=inner", "=b=inner")
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void greetsFirst() {
		StepVerifier
			.create(new EventReader<>(this.wire.buffers(E + "data: a\n\n"),
					List.of(new StreamSignal.Opened<String>(1, Instant.EPOCH), new StreamSignal.KeepAlive<>()),
					parser(), Wire.noSilence())
				.map(Wire::word))
			.expectNext("opened 1", "keep-alive", "=a")
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void asksForOneBufferAtATimeAndForNoneWithoutDemand() {
		List<Long> requests = new ArrayList<>();
		Flux<DataBuffer> body = this.wire.buffers(E + "data: a\n\n" + E + "data: b\n\n", E + "data: c\n\n")
			.doOnRequest(requests::add);

		StepVerifier.create(signals(body).map(Wire::word), 0)
			.expectSubscription()
			.then(() -> assertThat(requests).isEmpty())
			.thenRequest(1)
			.expectNext("=a")
			.then(() -> assertThat(requests).containsExactly(1L))
			.thenRequest(1)
			.expectNext("=b")
			.then(() -> assertThat(requests).containsExactly(1L))
			.thenRequest(1)
			.expectNext("=c")
			.then(() -> assertThat(requests).containsExactly(1L, 1L))
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void cancellingEndsTheBodyEvenBeforeTheGreetingIsTaken() {
		TestPublisher<DataBuffer> body = TestPublisher.create();

		StepVerifier
			.create(new EventReader<>(body.flux(), List.of(new StreamSignal.Opened<String>(1, Instant.EPOCH)), parser(),
					Wire.noSilence()), 0)
			.expectSubscription()
			.then(body::assertSubscribers)
			.thenCancel()
			.verify(Wire.PATIENCE);

		body.assertCancelled();
	}

	@Test
	void cancellingReleasesTheBufferThatIsHeld() {
		StepVerifier.create(signals(this.wire.buffers(E + "data: a\n\n" + E + "data: b\n\n")), 1)
			.expectNextCount(1)
			.then(() -> assertThat(this.wire.unreleased()).isOne())
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void cancellingWhileItReadsEndsTheReading() {
		StepVerifier.create(signals(this.wire.buffers((E + "data: a\n\n").repeat(9))).take(2).map(Wire::word))
			.expectNext("=a", "=a")
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void anErrorComesAfterWhatWasReadBeforeIt() {
		LosantConnectionException reset = new LosantConnectionException("reset", null);
		Flux<DataBuffer> body = this.wire.buffers(E + "data: a\n\n" + E + "data: b\n\n").concatWith(Flux.error(reset));

		StepVerifier.create(signals(body).map(Wire::word), 1)
			.expectNext("=a")
			.thenRequest(1)
			.expectNext("=b")
			.thenRequest(1)
			.expectErrorMatches((error) -> error == reset)
			.verify(Wire.PATIENCE);
	}

	@Test
	void anErrorThatIsAlreadyThereComesAfterWhatIsHeld() {
		TestPublisher<DataBuffer> body = TestPublisher.create();

		StepVerifier.create(signals(body.flux()).map(Wire::word), 1)
			.then(() -> body.next(this.wire.buffer(E + "data: a\n\n" + E + "data: b\n\n")))
			.expectNext("=a")
			.then(() -> body.error(new LosantConnectionException("reset", null)))
			.thenRequest(1)
			.expectNext("=b")
			.expectErrorMessage("reset")
			.verify(Wire.PATIENCE);
	}

	static Stream<Error> errors() {
		return Stream.of(new AssertionError("broken"), new OutOfMemoryError("once"), new NoClassDefFoundError("test"));
	}

	@ParameterizedTest
	@MethodSource("errors")
	void aDecoderThatBreaksBeyondExceptionsEndsTheReading(Error broken) {
		TestPublisher<DataBuffer> body = TestPublisher.create();
		EventParser<String> parser = new EventParser<>(new Line<>("key", "test GET /stream", "deviceState",
				Wire.texts().connector(), (bytes, offset, length) -> {
					throw broken;
				}), LIMIT, this.retries::add);

		StepVerifier.create(new EventReader<>(body.flux(), List.of(), parser, Wire.noSilence()))
			.then(() -> body.next(this.wire.buffer((E + "data: a\n\n").repeat(3))))
			.expectErrorMatches((error) -> error == broken)
			.verify(Wire.PATIENCE);

		body.assertCancelled();
	}

	private List<String> read(List<byte[]> parts) {
		this.retries.clear();
		List<String> words = words(signals(this.wire.buffers(parts)));
		this.retries.forEach((millis) -> words.add("retry " + millis));
		return words;
	}

	private static List<String> words(Flux<StreamSignal<String>> signals) {
		List<String> words = new ArrayList<>();
		signals.map(Wire::word).doOnNext(words::add).blockLast(Wire.PATIENCE);
		return words;
	}

	private Flux<StreamSignal<String>> signals(Flux<DataBuffer> body) {
		return new EventReader<>(body, List.of(), parser(), Wire.noSilence());
	}

	private EventParser<String> parser() {
		return new EventParser<>(
				new Line<>("key", "test GET /stream", "deviceState", Wire.texts().connector(), EventReaderTest::decode),
				LIMIT, this.retries::add);
	}

	private static @Nullable String decode(byte[] bytes, int offset, int length) {
		String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
		if (text.equals("no")) {
			throw new LosantDataException("no good", null);
		}
		if (text.equals("null")) {
			return null;
		}
		if (text.equals("break")) {
			throw new IllegalStateException("broken");
		}
		return text;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
