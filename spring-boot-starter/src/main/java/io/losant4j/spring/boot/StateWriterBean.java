package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.List;

import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.StateWriter;
import io.losant4j.bulk.WriteOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;

/**
 * A writer that is closed as a bean: after those who depend on it, and before its client.
 * Tells what could not be sent.
 */
final class StateWriterBean implements StateWriter, DisposableBean {

	private static final Log logger = LogFactory.getLog(StateWriterBean.class);

	private static final Duration MARGIN = Duration.ofSeconds(1);

	private final StateWriter writer;

	private final Duration closeTimeout;

	StateWriterBean(StateWriter writer, Duration closeTimeout) {
		this.writer = writer;
		this.closeTimeout = closeTimeout;
	}

	@Override
	public Flux<WriteOutcome> write(Publisher<DeviceReport> reports) {
		return this.writer.write(reports);
	}

	@Override
	public Mono<List<DeviceReport>> closeLater() {
		return this.writer.closeLater();
	}

	// The writer itself sees to it that this ends in time; a service must end in any
	// case.
	@Override
	public void destroy() {
		try {
			List<DeviceReport> unsent = closeLater().block(this.closeTimeout.plus(MARGIN));
			if (unsent != null && !unsent.isEmpty()) {
				logger.warn(unsent.size() + " reports were not sent to Losant before the service ended");
			}
		}
		catch (IllegalStateException ex) {
			logger.warn(
					"Nobody knows what was not sent to Losant: the writer was not closed within " + this.closeTimeout);
		}
	}

}
