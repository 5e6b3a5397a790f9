package io.losant4j.spring.boot;

import java.util.List;

import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.StateWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Sends what a writer has taken before its client is closed, and tells what could not be
 * sent.
 */
final class StateWriterClosing implements DisposableBean {

	private static final Log logger = LogFactory.getLog(StateWriterClosing.class);

	private final @Nullable StateWriter writer;

	StateWriterClosing(@Nullable StateWriter writer) {
		this.writer = writer;
	}

	// The writer itself sees to it that this ends in time.
	@Override
	public void destroy() {
		if (this.writer == null) {
			return;
		}
		List<DeviceReport> unsent = this.writer.closeLater().block();
		if (unsent != null && !unsent.isEmpty()) {
			logger.warn(unsent.size() + " reports were not sent to Losant before the service ended");
		}
	}

}
