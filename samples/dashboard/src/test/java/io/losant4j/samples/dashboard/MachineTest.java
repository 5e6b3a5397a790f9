package io.losant4j.samples.dashboard;

import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class MachineTest {

	private final Machine machine = new Machine();

	MachineTest() throws IOException {
	}

	@Test
	void readsWhatItsDeviceHasAttributesFor() {
		StepVerifier.create(this.machine.read()).assertNext((reading) -> {
			assertThat(reading.time()).isNotNull();
			assertThat(reading.number("cpu"))
				.hasValueSatisfying((cpu) -> assertThat(cpu.doubleValue()).isBetween(0.0, 100.0));
			assertThat(Arrays.stream(Machine.attributes()).map((attribute) -> attribute.name()))
				.containsAll(reading.data().keySet());
		}).expectComplete().verify(ServiceClient.PATIENCE);
	}

	@Test
	void readsWhereBlockingIsPermitted() {
		StepVerifier
			.create(this.machine.read()
				.map((reading) -> Schedulers.isNonBlockingThread(Thread.currentThread()))
				.subscribeOn(Schedulers.parallel()))
			.expectNext(false)
			.expectComplete()
			.verify(ServiceClient.PATIENCE);
	}

}
