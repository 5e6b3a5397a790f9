package io.losant4j.stream;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class that loses a buffer of netty's: what the paranoid leak detector logs
 * is an error.
 */
final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

	private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@Override
	public void beforeAll(ExtensionContext context) {
		start();
	}

	void start() {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		assertThat(stop()).isEmpty();
	}

	List<String> stop() {
		List<String> leaks = leaks();
		this.logger.detachAppender(this.log);
		return leaks;
	}

	/** What has been reported, after the collector has had a chance to find it. */
	private List<String> leaks() {
		for (int round = 0; round < 3; round++) {
			collectGarbage();
			// a leak is reported when the next buffer is tracked
			PooledByteBufAllocator.DEFAULT.buffer(1).release();
		}
		return List.copyOf(this.log.list)
			.stream()
			.filter((event) -> event.getLevel() == Level.ERROR)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	/**
	 * Returns when the JVM has told of what it collected, which it does a while later; of
	 * all that the collection before this one found, for certain.
	 */
	private static void collectGarbage() {
		ReferenceQueue<Object> collected = new ReferenceQueue<>();
		Reference<Object> witness = new PhantomReference<>(new Object(), collected);
		do {
			System.gc();
		}
		while (!isToldOf(witness, collected));
	}

	private static boolean isToldOf(Reference<Object> witness, ReferenceQueue<Object> collected) {
		try {
			return collected.remove(100) == witness;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
