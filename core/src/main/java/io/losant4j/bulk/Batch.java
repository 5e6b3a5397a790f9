package io.losant4j.bulk;

import java.util.List;
import java.util.function.Predicate;

import io.losant4j.device.DeviceState;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * The states of one call, and what became of it so far. Touched on the drain loop only.
 */
final class Batch {

	private List<Entry> entries;

	/** How many calls have carried its states. */
	private int attempts;

	/** How many in a row have failed for what may pass. */
	private int failures;

	private boolean inDoubt;

	private @Nullable Disposable call;

	private long began;

	Batch(List<Entry> entries) {
		this.entries = entries;
	}

	private Batch(List<Entry> entries, Batch whole) {
		this.entries = entries;
		this.attempts = whole.attempts;
		this.inDoubt = whole.inDoubt;
	}

	/** Whether it carries more than one report. */
	boolean canBeHalved() {
		return this.entries.size() > 1 || this.entries.get(0).items().size() > 1;
	}

	/**
	 * Two batches, in order, for the case that only a part of this one is refused. What
	 * was merged is taken apart only when it is alone.
	 */
	List<Batch> halves() {
		List<Entry> parts = (this.entries.size() == 1) ? this.entries.get(0).apart() : this.entries;
		int middle = parts.size() / 2;
		return List.of(new Batch(parts.subList(0, middle), this), new Batch(parts.subList(middle, parts.size()), this));
	}

	/**
	 * Leaves out what is not to be sent after all.
	 * @return whether anything is left
	 */
	boolean keep(Predicate<Entry> goes) {
		this.entries = this.entries.stream().filter(goes).toList();
		return !this.entries.isEmpty();
	}

	List<Entry> entries() {
		return this.entries;
	}

	List<DeviceState> states() {
		return this.entries.stream().map(Entry::state).toList();
	}

	int bytes() {
		return this.entries.stream().mapToInt(Entry::bytes).sum();
	}

	/** A call begins, at this tick. */
	void begins(long began, Disposable call) {
		this.began = began;
		this.call = call;
	}

	long began() {
		return this.began;
	}

	void ended() {
		this.call = null;
		this.attempts++;
	}

	/** Gives a call up that is under way; Losant may have taken its states. */
	void giveUp() {
		if (this.call != null) {
			this.call.dispose();
			ended();
			this.inDoubt = true;
		}
	}

	/**
	 * A call has failed for what may pass.
	 * @return how many have in a row
	 */
	int failed(boolean leavesDoubt) {
		doubt(leavesDoubt);
		return ++this.failures;
	}

	/** A call has failed. */
	void doubt(boolean leavesDoubt) {
		this.inDoubt |= leavesDoubt;
	}

	/** Whether the call before has failed for what may pass. */
	boolean isRepeated() {
		return this.failures > 0;
	}

	int attempts() {
		return this.attempts;
	}

	/** Whether Losant may have taken the states without telling. */
	boolean isInDoubt() {
		return this.inDoubt;
	}

}
