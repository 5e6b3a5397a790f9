package io.losant4j.device;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BulkResultTest {

	private static final JobTicket TICKET = new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4");

	private final BulkResult<Success> completed = new BulkResult.Completed<>(new Success(true));

	private final BulkResult<Success> enqueued = new BulkResult.Enqueued<>(TICKET);

	@Test
	void tellsWhatLosantDidAtOnce() {
		assertThat(this.completed.completed()).contains(new Success(true));
		assertThat(this.enqueued.completed()).isEqualTo(Optional.empty());
	}

	@Test
	void tellsWhatLosantWillDoLater() {
		assertThat(this.enqueued.enqueued()).contains(TICKET);
		assertThat(this.completed.enqueued()).isEqualTo(Optional.empty());
	}

}
