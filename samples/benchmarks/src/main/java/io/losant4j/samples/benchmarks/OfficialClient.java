package io.losant4j.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Losant's own JavaScript client as a contender, where Node.js is and
 * {@code official-client/worker.mjs} has been made ready with {@code npm ci}.
 */
final class OfficialClient {

	static final String TITLE = "`losant-rest` (JS)";

	private static final Path WORKER = Path.of("official-client", "worker.mjs");

	/** The packages that the simulator's tests install, as its lock file names them. */
	private static final Path PACKAGES = Path.of("..", "simulator", "target", "official-client");

	private OfficialClient() {
	}

	static Optional<ChildProcess> start(int processor, String url) throws IOException {
		if (!ChildProcess.isOnThePath("node") || !Files.exists(WORKER)
				|| !Files.exists(PACKAGES.resolve("node_modules"))) {
			return Optional.empty();
		}
		return Optional.of(ChildProcess.start(processor,
				List.of("node", WORKER.toString(), PACKAGES.toAbsolutePath().toString() + "/", url)));
	}

}
