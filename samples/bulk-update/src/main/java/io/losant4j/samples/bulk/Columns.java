package io.losant4j.samples.bulk;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the header of the file says: how a row names its device, and what it has for it.
 *
 * @param header the names of all columns, in their order
 * @param device the column that names the device, {@code id} or {@code name}
 * @param time the column of the time of a state, if there is one
 * @param tags the columns of tags, by the key of the tag
 * @param attributes the columns of attributes, by the name of the attribute
 * @param states the columns of states, by the name of the attribute
 */
record Columns(List<String> header, String device, Optional<String> time, Map<String, String> tags,
		Map<String, String> attributes, Map<String, String> states) {

	static final String ID = "id";

	static final String NAME = "name";

	/** Written into files of failures, ignored when they are fed back. */
	static final String FAILURE = "failure";

	static final String TIME = "time";

	static Columns of(List<String> header) {
		Set<String> names = new HashSet<>();
		header.stream().filter((column) -> !names.add(column)).findFirst().ifPresent((column) -> {
			throw new UserException("the header has the column '" + column + "' twice");
		});
		String device = header.contains(ID) ? ID : NAME;
		if (!header.contains(device)) {
			throw new UserException("the header needs a column 'id' or 'name', but was " + header);
		}
		Optional<String> time = header.contains(TIME) ? Optional.of(TIME) : Optional.empty();
		Columns columns = new Columns(header, device, time, named("tag:", header), named("attribute:", header),
				named("state:", header));
		columns.check();
		return columns;
	}

	private static Map<String, String> named(String prefix, List<String> header) {
		Map<String, String> columns = new LinkedHashMap<>();
		header.stream()
			.filter((column) -> column.startsWith(prefix))
			.forEach((column) -> columns.put(column.substring(prefix.length()), column));
		return columns;
	}

	private void check() {
		boolean changes = !this.tags.isEmpty() || !this.attributes.isEmpty();
		if (changes == reports()) {
			throw new UserException("the header needs either columns 'tag:KEY' and 'attribute:NAME' or columns "
					+ "'state:NAME', but was " + this.header);
		}
		int known = this.tags.size() + this.attributes.size() + this.states.size();
		List<String> others = this.header.stream()
			.filter((column) -> !List.of(ID, NAME, FAILURE).contains(column)
					&& !column.matches("(?s)(tag|attribute|state):.*"))
			.filter((column) -> !(reports() && column.equals(TIME)))
			.toList();
		if (!others.isEmpty() || known == 0) {
			throw new UserException("the header has columns of no known kind: " + others);
		}
	}

	/**
	 * The columns of the rows that failed: a state that may have been stored keeps its
	 * time when it is fed back, so that it is not stored twice.
	 */
	List<String> fedBack() {
		Stream<String> given = this.header.stream().filter((column) -> !column.equals(FAILURE));
		return ((reports() && this.time.isEmpty()) ? Stream.concat(given, Stream.of(TIME)) : given).toList();
	}

	/** Whether the file reports states, rather than changing devices. */
	boolean reports() {
		return !this.states.isEmpty();
	}

}
