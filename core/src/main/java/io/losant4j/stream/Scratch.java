package io.losant4j.stream;

/**
 * Bytes to work in for as long as a buffer is read: one array for each event loop, none
 * for each stream.
 */
final class Scratch {

	static final int SIZE = 16 * 1024;

	private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

	private final byte[] bytes = new byte[SIZE];

	private boolean taken;

	private Scratch() {
	}

	/** Takes this thread's bytes; a call while they are taken gets others. */
	static Scratch take() {
		Scratch own = OF_THREAD.get();
		Scratch scratch = own.taken ? new Scratch() : own;
		scratch.taken = true;
		return scratch;
	}

	byte[] bytes() {
		return this.bytes;
	}

	void giveBack() {
		this.taken = false;
	}

}
