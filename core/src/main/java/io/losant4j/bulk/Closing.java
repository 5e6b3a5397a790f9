package io.losant4j.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import reactor.core.Disposable;

/**
 * The end of a writer. Touched on the drain loop only.
 */
final class Closing {

	private final Disposable timer;

	private final Consumer<List<DeviceReport>> then;

	private final List<DeviceReport> unsent = new ArrayList<>();

	private boolean timeIsUp;

	private boolean over;

	/**
	 * Begins the end.
	 * @param timer ends it before all is sent
	 * @param then is told of what was not sent
	 */
	Closing(Disposable timer, Consumer<List<DeviceReport>> then) {
		this.timer = timer;
		this.then = then;
	}

	/** Time is up: what comes now is not sent any more. */
	void timeIsUp() {
		this.timeIsUp = true;
	}

	boolean isTimeUp() {
		return this.timeIsUp;
	}

	/** Certainly not taken by Losant; told if it is not too late for that. */
	void unsent(List<DeviceReport> reports) {
		this.unsent.addAll(reports);
	}

	/**
	 * All is settled, or time is up.
	 * @return whether this is the end; not if it was before
	 */
	boolean finish() {
		if (this.over) {
			return false;
		}
		this.over = true;
		this.timeIsUp = true;
		this.timer.dispose();
		this.then.accept(List.copyOf(this.unsent));
		return true;
	}

}
