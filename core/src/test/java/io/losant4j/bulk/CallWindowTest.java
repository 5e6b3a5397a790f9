package io.losant4j.bulk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import io.losant4j.stream.Seed;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallWindowTest {

	private static final String DEVICE = Platform.device(1);

	private final DeviceWindows windows = new DeviceWindows();

	@Test
	void countsACallFromItsStartUntilOneWindowAfterItsEnd() {
		assertThat(this.windows.take(DEVICE, 0, 1)).isTrue();
		assertThat(this.windows.take(DEVICE, 60_000, 1)).isFalse();

		this.windows.end(DEVICE, 70_000);

		assertThat(this.windows.freeAt(DEVICE, 70_000, 1)).isEqualTo(70_000 + DeviceWindows.WINDOW);
		assertThat(this.windows.take(DEVICE, 69_999 + DeviceWindows.WINDOW, 1)).isFalse();
		assertThat(this.windows.take(DEVICE, 70_000 + DeviceWindows.WINDOW, 1)).isTrue();
	}

	@Test
	void asksLaterWhereItDependsOnCallsUnderWay() {
		this.windows.take(DEVICE, 1_000, 1);

		assertThat(this.windows.freeAt(DEVICE, 1_000, 1)).isBetween(1_001L, 3_000L);
		assertThat(this.windows.forget(DEVICE, 1_000)).isBetween(1_001L, 3_000L);
	}

	@Test
	void remembersADeviceOnlyAsLongAsItsCallsCount() {
		assertThat(this.windows.forget(DEVICE, 5)).isEqualTo(5);
		this.windows.take(DEVICE, 10, 30);
		this.windows.end(DEVICE, 20);

		assertThat(this.windows.forget(DEVICE, 30)).isEqualTo(20 + DeviceWindows.WINDOW);
		assertThat(this.windows.size()).isEqualTo(1);
		assertThat(this.windows.forget(DEVICE, 20 + DeviceWindows.WINDOW)).isEqualTo(20 + DeviceWindows.WINDOW);
		assertThat(this.windows.size()).isZero();
	}

	/** However long calls are on the way, and however many of them at once. */
	@RepeatedTest(3)
	void neverLetsMoreThanThirtyArriveInFifteenSeconds(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		Deque<long[]> underWay = new ArrayDeque<>();
		Deque<Long> arrived = new ArrayDeque<>();
		int calls = 0;
		int most = 0;
		int wrong = 0;
		for (long now = 0; now < 150_000; now += 5) {
			for (long[] call : underWay) {
				if (call[0] == now) {
					arrived.addLast(now);
				}
				if (call[1] == now) {
					this.windows.end(DEVICE, now);
				}
			}
			long time = now;
			underWay.removeIf((call) -> call[1] <= time);
			while (!arrived.isEmpty() && arrived.getFirst() < now - 15_000) {
				arrived.removeFirst();
			}
			most = Math.max(most, arrived.size());
			boolean isFree = this.windows.freeAt(DEVICE, now, 30) == now;
			if (random.nextInt(3) == 0) {
				boolean taken = this.windows.take(DEVICE, now, 30);
				wrong += (taken != isFree) ? 1 : 0;
				if (taken) {
					calls++;
					long there = now + 5 + 5L * random.nextInt(200);
					underWay.add(new long[] { there, there + 5 + 5L * random.nextInt(200) });
				}
			}
		}
		assertThat(most).isLessThanOrEqualTo(30);
		assertThat(wrong).isZero();
		assertThat(calls).isGreaterThan(200);
	}

}
