package io.losant4j.spring.boot;

import io.losant4j.LosantApplication;
import io.losant4j.bulk.StateWriter;
import io.losant4j.bulk.WriterOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a {@link StateWriter} for the one {@link LosantApplication}: all
 * who write share its pace. It is closed before the client is, after the components that
 * write through it.
 */
@AutoConfiguration(after = LosantAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "losant.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(LosantApplication.class)
@ConditionalOnMissingBean(StateWriter.class)
public final class LosantWriterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WriterOptions losantWriterOptions(LosantProperties properties) {
		return ClientOptions.writer("losant.writer", properties.writer());
	}

	/** The writer; none where the connection details name no application. */
	@Bean
	@Nullable StateWriter losantStateWriter(ObjectProvider<LosantApplication> applications, WriterOptions options) {
		LosantApplication application = applications.getIfAvailable();
		return (application != null) ? new StateWriterBean(application.stateWriter(options), options.closeTimeout())
				: null;
	}

}
