package io.losant4j.bulk;

import java.util.List;
import java.util.function.Consumer;

import reactor.core.Disposable;

/**
 * The end of a writer. Touched on the drain loop only.
 */
final class Closing {

	private final Disposable timer;

	private final Consumer<List<DeviceReport>> then;

	private List<DeviceReport> unsent = List.of();

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

	/** Time is up. */
	void unsent(List<DeviceReport> reports) {
		this.unsent = List.copyOf(reports);
	}

	/**
	 * All is settled.
	 * @return whether this is the end; not if it was before
	 */
	boolean finish() {
		if (this.over) {
			return false;
		}
		this.over = true;
		this.timer.dispose();
		this.then.accept(this.unsent);
		return true;
	}

	boolean isOver() {
		return this.over;
	}

}
