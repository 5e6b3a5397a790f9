package io.losant4j.device;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BlobTest {

	private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

	@Test
	void isWrittenInBase64() {
		assertThat(Blob.of(HELLO).value()).isEqualTo("aGVsbG8=");
		assertThat(Blob.of(new byte[] { -1, -2, -3 }).value()).isEqualTo("//79");
		assertThat(Blob.of(new byte[0]).value()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "aGVsbG8=", "aGVsbG8", " aGVs\r\nbG8=\n", "data:image/png;base64,aGVsbG8=",
			"DATA:text/plain;charset=utf-8;base64,aGVsbG8=", "data:;base64,aGVsbG8=" })
	void isReadWithOrWithoutThePrefixOfADataUri(String text) {
		Blob blob = Blob.parse(text);

		assertThat(blob.bytes()).isEqualTo(HELLO);
		assertThat(blob).isEqualTo(Blob.of(HELLO)).hasSameHashCodeAs(Blob.of(HELLO));
		assertThat(blob.value()).isEqualTo("aGVsbG8=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "aGVsbG8*", "aGV=bG8=", "data:text/plain,hello", "-_79" })
	void refusesWhatIsNotBase64(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Blob.parse(text))
			.withMessageStartingWith("blob must be base64, was not (" + text.length() + " characters): ");
	}

	@Test
	void cannotBeChangedFromOutside() {
		byte[] bytes = HELLO.clone();
		Blob blob = Blob.of(bytes);

		bytes[0] = 0;
		blob.bytes()[1] = 0;

		assertThat(blob.bytes()).isEqualTo(HELLO);
	}

	@Test
	void keepsEveryByteOverTheWire() {
		long seed = Long.getLong("losant.seed", System.nanoTime());
		Random random = new Random(seed);
		for (int size = 0; size < 200; size++) {
			byte[] bytes = new byte[size];
			random.nextBytes(bytes);

			assertThat(Blob.parse(Blob.of(bytes).value()).bytes()).as("-Dlosant.seed=%d", seed).isEqualTo(bytes);
		}
	}

	@Test
	void showsItsSizeAndNotItsContent() {
		assertThat(Blob.of(HELLO)).hasToString("Blob[5 bytes]");
	}

}
