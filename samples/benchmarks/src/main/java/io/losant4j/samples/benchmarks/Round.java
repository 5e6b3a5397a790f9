package io.losant4j.samples.benchmarks;

import java.util.stream.Stream;

/**
 * What a contender needed for a round, as it travels between the processes.
 *
 * @param operations how many operations it did
 * @param cpuNanos the processor time of its whole process
 * @param bytes the bytes that it allocated, or left on the heap
 */
record Round(long operations, long cpuNanos, long bytes) {

	static Round parse(String line) {
		long[] numbers = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
		return new Round(numbers[0], numbers[1], numbers[2]);
	}

	double nanosPerOperation() {
		return (double) this.cpuNanos / this.operations;
	}

	double bytesPerOperation() {
		return (double) this.bytes / this.operations;
	}

	@Override
	public String toString() {
		return this.operations + " " + this.cpuNanos + " " + this.bytes;
	}

}
