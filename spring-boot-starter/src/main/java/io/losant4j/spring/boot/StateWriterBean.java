package io.losant4j.spring.boot;

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

	private final StateWriter writer;

	StateWriterBean(StateWriter writer) {
		this.writer = writer;
	}

	@Override
	public Flux<WriteOutcome> write(Publisher<DeviceReport> reports) {
		return this.writer.write(reports);
	}

	@Override
	public Mono<List<DeviceReport>> closeLater() {
		return this.writer.closeLater();
	}

	// The writer itself sees to it that this ends in time.
	@Override
	public void destroy() {
		List<DeviceReport> unsent = closeLater().block();
		if (unsent != null && !unsent.isEmpty()) {
			logger.warn(unsent.size() + " reports were not sent to Losant before the service ended");
		}
	}

}
