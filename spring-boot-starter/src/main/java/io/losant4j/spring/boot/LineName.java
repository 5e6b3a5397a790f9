package io.losant4j.spring.boot;

/**
 * The names of lines, as a listener is told them.
 */
final class LineName {

	private LineName() {
	}

	/**
	 * The action of a line, such as {@code device.stateStream}; its name says the URL
	 * template as well.
	 */
	static String action(String line) {
		int end = line.indexOf(' ');
		return (end < 0) ? line : line.substring(0, end);
	}

}
