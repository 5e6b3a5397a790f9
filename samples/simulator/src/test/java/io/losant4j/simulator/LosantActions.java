package io.losant4j.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Losant's own actions, by the one list that the client's tests go by too.
 */
final class LosantActions {

	private static final Path LIST = Path.of("..", "..", "core", "src", "test", "resources", "losant-actions.txt");

	private LosantActions() {
	}

	/** All that the client has a method for, as {@code resource.action}. */
	static List<String> all() {
		try (var lines = Files.lines(LIST)) {
			return lines.filter((line) -> !line.isEmpty() && !line.startsWith("#")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
