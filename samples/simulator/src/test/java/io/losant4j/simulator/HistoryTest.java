package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {

	/** What the history must be, in the plainest way. */
	private record Entry(long time, String text) {
	}

	private final History<String> history = new History<>();

	private final List<Entry> expected = new ArrayList<>();

	private List<Entry> read(Window window, boolean newestFirst) {
		return this.history.read(window, newestFirst, Integer.MAX_VALUE, Entry::new);
	}

	@Test
	void isEmptyAtFirst() {
		assertThat(read(Window.ALL, true)).isEmpty();
		assertThat(read(new Window(5, 1), false)).isEmpty();
		assertThat(this.history.keepNewest(1)).isZero();
		this.history.edit(Window.ALL, (text) -> null);
		assertThat(read(Window.ALL, false)).isEmpty();
	}

	@Test
	void takesTheBoundsOfTime() {
		this.history.add(Long.MAX_VALUE, "last");
		this.history.add(Long.MIN_VALUE, "first");
		assertThat(read(Window.ALL, false)).extracting(Entry::text).containsExactly("first", "last");
		assertThat(read(new Window(Long.MIN_VALUE, Long.MIN_VALUE), false)).extracting(Entry::text)
			.containsExactly("first");
		assertThat(read(new Window(Long.MAX_VALUE, Long.MAX_VALUE), false)).extracting(Entry::text)
			.containsExactly("last");
	}

	@RepeatedTest(20)
	void doesWhatAListDoes(RepetitionInfo repetition) {
		Random random = Seed.random(repetition.getCurrentRepetition());
		boolean merging = random.nextBoolean();
		int span = 1 + random.nextInt(200);
		for (int step = 0; step < 600; step++) {
			switch (random.nextInt(20)) {
				case 0 -> keepNewest(random.nextInt(60));
				case 1 -> edit(window(random, span), random.nextInt(3));
				default -> put(random.nextInt(span), String.valueOf(step), merging);
			}
			if (step % 10 == 0) {
				check(window(random, span));
			}
		}
		check(Window.ALL);
	}

	private static Window window(Random random, int span) {
		return (random.nextInt(4) == 0) ? Window.ALL : new Window(random.nextInt(span), random.nextInt(span));
	}

	private void put(long time, String text, boolean merging) {
		Entry known = this.expected.stream().filter((entry) -> entry.time() == time).findFirst().orElse(null);
		if (!merging) {
			this.history.add(time, text);
			this.expected.add(new Entry(time, text));
		}
		else {
			assertThat(this.history.merge(time, text, (old, late) -> old + "," + late)).as(Seed.text())
				.isEqualTo((known != null) ? known.text() : null);
			this.expected.remove(known);
			this.expected.add(new Entry(time, (known != null) ? known.text() + "," + text : text));
		}
		this.expected.sort(Comparator.comparingLong(Entry::time));
	}

	private void keepNewest(int most) {
		int dropped = Math.max(0, this.expected.size() - most);
		assertThat(this.history.keepNewest(most)).as(Seed.text()).isEqualTo(dropped);
		this.expected.subList(0, dropped).clear();
	}

	/** Removes those of one rest, and marks those of another. */
	private void edit(Window window, int rest) {
		this.history.edit(window, (text) -> edited(text, rest));
		List<Entry> edited = new ArrayList<>();
		for (Entry entry : this.expected) {
			String text = window.contains(entry.time()) ? edited(entry.text(), rest) : entry.text();
			if (text != null) {
				edited.add(new Entry(entry.time(), text));
			}
		}
		this.expected.clear();
		this.expected.addAll(edited);
	}

	private static @Nullable String edited(String text, int rest) {
		return switch ((text.length() + rest) % 3) {
			case 0 -> null;
			case 1 -> text + "!";
			default -> text;
		};
	}

	private void check(Window window) {
		List<Entry> within = this.expected.stream().filter((entry) -> window.contains(entry.time())).toList();
		assertThat(read(window, false)).as(Seed.text()).isEqualTo(within);
		List<Entry> reversed = new ArrayList<>(within);
		Collections.reverse(reversed);
		assertThat(read(window, true)).as(Seed.text()).isEqualTo(reversed);
		assertThat(this.history.read(window, true, 3, Entry::new)).isEqualTo(reversed.stream().limit(3).toList());
	}

}
