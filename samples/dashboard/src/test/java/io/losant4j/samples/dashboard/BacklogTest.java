package io.losant4j.samples.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.losant4j.device.DeviceState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogTest {

	private final Backlog backlog = new Backlog();

	@Test
	void keepsReadingsUntilTheyAreSent() {
		List<DeviceState> readings = add(3);

		assertThat(this.backlog.next()).isEqualTo(readings);
		assertThat(this.backlog.next()).isEqualTo(readings);
		this.backlog.sent(readings);

		assertThat(this.backlog.next()).isEmpty();
		assertThat(this.backlog.givenUp()).isZero();
	}

	@Test
	void givesUpTheOldestWhereThereAreTooMany() {
		List<DeviceState> readings = add(Backlog.CAPACITY + 2);

		assertThat(this.backlog.next()).isEqualTo(readings.subList(2, readings.size()));
		assertThat(this.backlog.unsent()).isEqualTo(Backlog.CAPACITY);
		assertThat(this.backlog.givenUp()).isEqualTo(2);
	}

	@Test
	void countsNothingAsGivenUpThatArrivedAllTheSame() {
		List<DeviceState> underWay = add(Backlog.CAPACITY);
		List<DeviceState> late = add(1);
		assertThat(this.backlog.givenUp()).isOne();

		this.backlog.sent(underWay);

		assertThat(this.backlog.givenUp()).isZero();
		assertThat(this.backlog.next()).isEqualTo(late);
	}

	@Test
	void givesUpOnlyTheReadingThatIsRefusedByItself() {
		List<DeviceState> readings = add(200);
		DeviceState bad = readings.get(137);

		List<List<DeviceState>> taken = sendAll((batch) -> !batch.contains(bad));

		assertThat(taken).flatExtracting((batch) -> batch).hasSize(199).isSubsetOf(readings).doesNotContain(bad);
		assertThat(taken).as("batches grow again").hasSizeLessThan(20);
		assertThat(this.backlog.givenUp()).isOne();
	}

	@Test
	void givesUpNothingThatIsMerelyTooMuchForOneCall() {
		List<DeviceState> readings = add(100);

		List<List<DeviceState>> taken = sendAll((batch) -> batch.size() <= 7);

		assertThat(taken).flatExtracting((batch) -> batch).isEqualTo(readings);
		assertThat(this.backlog.givenUp()).isZero();
	}

	private List<List<DeviceState>> sendAll(Predicate<List<DeviceState>> losant) {
		List<List<DeviceState>> taken = new ArrayList<>();
		List<DeviceState> batch = this.backlog.next();
		while (!batch.isEmpty()) {
			if (losant.test(batch)) {
				taken.add(batch);
				this.backlog.sent(batch);
			}
			else {
				this.backlog.refused(batch);
			}
			batch = this.backlog.next();
		}
		return taken;
	}

	private List<DeviceState> add(int count) {
		List<DeviceState> readings = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			DeviceState reading = DeviceState.of("n", this.backlog.unsent() + i * 1_000);
			readings.add(reading);
			this.backlog.add(reading);
		}
		return readings;
	}

}
