package io.losant4j.stream;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NoLeaksTest {

	@Test
	void findsABufferThatIsLost() {
		NoLeaks check = new NoLeaks();
		check.start();

		lose();

		assertThat(check.stop()).anyMatch((report) -> report.startsWith("LEAK: ByteBuf.release() was not called"));
	}

	private static void lose() {
		PooledByteBufAllocator.DEFAULT.buffer(1).writeByte(1);
	}

}
