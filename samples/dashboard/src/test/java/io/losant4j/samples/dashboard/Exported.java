package io.losant4j.samples.dashboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics that a service exports to Prometheus, and the labels of each.
 */
record Exported(Map<String, Set<String>> labels) {

	private static final Pattern SERIES = Pattern.compile("^([a-z_]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

	static Exported of(String scrape) {
		Map<String, Set<String>> labels = new HashMap<>();
		Matcher series = SERIES.matcher(scrape);
		while (series.find()) {
			Set<String> known = labels.computeIfAbsent(series.group(1), (name) -> new HashSet<>());
			if (series.group(2) != null) {
				LABEL.matcher(series.group(2)).results().map((label) -> label.group(1)).forEach(known::add);
			}
		}
		return new Exported(labels);
	}

	/**
	 * What a query in PromQL asks for and the service does not export: metrics, and
	 * labels. Those that Prometheus adds itself are left out.
	 */
	Set<String> missing(String query) {
		String plain = query.replaceAll("\"[^\"]*\"", "").replaceAll("\\[[^]]*]", "");
		String grouped = plain.replaceAll("\\{[^}]*}", "");
		Set<String> metrics = new HashSet<>();
		Pattern.compile("\\b[a-z_]{4,}\\b(?!\\s*\\()")
			.matcher(grouped.replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", ""))
			.results()
			.map(MatchResult::group)
			.forEach(metrics::add);
		Set<String> asked = new HashSet<>(metrics);
		Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)(?=\\s*[,}])")
			.matcher(plain)
			.results()
			.map((label) -> label.group(1))
			.forEach(asked::add);
		Pattern.compile("\\bby\\s*\\(([^)]*)\\)")
			.matcher(grouped)
			.results()
			.flatMap((by) -> Pattern.compile("\\w+").matcher(by.group(1)).results())
			.map(MatchResult::group)
			.forEach(asked::add);
		asked.removeAll(Set.of("job", "instance"));
		asked.removeIf((name) -> this.labels.containsKey(name)
				|| metrics.stream().anyMatch((metric) -> this.labels.getOrDefault(metric, Set.of()).contains(name)));
		if (metrics.isEmpty()) {
			asked.add("any metric in " + query);
		}
		return asked;
	}

}
