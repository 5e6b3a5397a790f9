package io.losant4j.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.losant4j.http.CallInfo;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's table of meters has all of them, with all of their tags.
 */
class MeterTableTest {

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	@Test
	void theTableIsTrue() throws IOException {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new CallMeters(registry, "default").succeeded(new CallInfo("device.get", "GET", "/devices/{deviceId}"), 1);
		new StreamMeters(registry, "default").started("device.stateStream GET /devices/{deviceId}/stateStream");
		assertThat(new WriterMeters(registry, "default")).isNotNull();
		Map<String, Set<String>> meters = new TreeMap<>();
		registry.getMeters().stream().map(Meter::getId).forEach((id) -> {
			Set<String> tags = meters.computeIfAbsent(id.getName(), (name) -> new TreeSet<>());
			id.getTags().forEach((tag) -> tags.add(tag.getKey()));
		});

		assertThat(table()).isEqualTo(meters);
	}

	/** The meters of ours in the table, with their tags. */
	private static Map<String, Set<String>> table() throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		String table = readme.substring(readme.indexOf("<!-- meters:begin -->"), readme.indexOf("<!-- meters:end -->"));
		Map<String, Set<String>> meters = new TreeMap<>();
		Pattern.compile("^\\| (`losant[^|]*) \\| ([^|]*) \\|", Pattern.MULTILINE)
			.matcher(table)
			.results()
			.forEach((row) -> {
				Set<String> tags = quoted(row.group(2));
				quoted(row.group(1)).forEach((name) -> meters.put(name, tags));
			});
		return meters;
	}

	private static Set<String> quoted(String cell) {
		Set<String> words = new TreeSet<>();
		QUOTED.matcher(cell).results().map((word) -> word.group(1)).forEach(words::add);
		return words;
	}

}
