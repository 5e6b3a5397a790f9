package io.losant4j.simulator;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of the command line.
 */
final class Options {

	static final String USAGE = """
			Options:
			  --port PORT             the port to listen on (7070)
			  --devices NUMBER        how many devices to make (0)
			  --token TOKEN           the access token (simulator-token)
			  --application-id ID     the id of the application (575ec8687ae143cd83dc4a97)
			  --throttle CALLS/SECONDS
			                          how many states and how many commands a device takes in
			                          so many seconds, or "off" (30/15)
			  --refuse-429 SHARE      the share of calls that are answered 429, 0 to 1 (0)
			  --refuse-503 SHARE      the share of calls that are answered 503, 0 to 1 (0)
			  --lose-answers SHARE    the share of calls that are done and not answered, 0 to 1 (0)
			  --latency MILLIS-MILLIS how long answers are held back, at least and at most (0-0)
			  --job-threshold NUMBER  the number of devices above which a bulk action is a job (750)
			  --job-millis NUMBER     how long a job takes (0)
			  --keep-states NUMBER    how many states to keep of each device, the newest (all)
			  --seed NUMBER           the seed of all that goes wrong on purpose
			  --help                  says this""";

	private static final int DEFAULT_PORT = 7070;

	private static final Pattern THROTTLE = Pattern.compile("(\\d{1,7})/(\\d{1,7})");

	private static final Pattern LATENCY = Pattern.compile("(\\d{1,7})-(\\d{1,7})");

	private static final Map<String, BiConsumer<SimulatorBuilder, String>> OPTIONS = Map.ofEntries(
			Map.entry("--port", (builder, value) -> builder.port(integer("--port", value))),
			Map.entry("--devices", (builder, value) -> builder.devices(integer("--devices", value))),
			Map.entry("--token", SimulatorBuilder::accessToken),
			Map.entry("--application-id", SimulatorBuilder::applicationId), Map.entry("--throttle", Options::throttle),
			Map.entry("--refuse-429", (builder, value) -> refuse(builder, 429, share("--refuse-429", value))),
			Map.entry("--refuse-503", (builder, value) -> refuse(builder, 503, share("--refuse-503", value))),
			Map.entry("--lose-answers",
					(builder, value) -> builder.faults(builder.faults.losingAnswers(share("--lose-answers", value)))),
			Map.entry("--latency", Options::latency),
			Map.entry("--job-threshold", (builder, value) -> builder.jobThreshold(integer("--job-threshold", value))),
			Map.entry("--job-millis",
					(builder, value) -> builder.jobDuration(Duration.ofMillis(number("--job-millis", value)))),
			Map.entry("--keep-states", (builder, value) -> builder.keepStates(integer("--keep-states", value))),
			Map.entry("--seed", (builder, value) -> builder.seed(number("--seed", value))));

	private Options() {
	}

	/** Options come as {@code --name value} and as {@code --name=value}. */
	static SimulatorBuilder read(List<String> args) {
		SimulatorBuilder builder = LosantSimulator.builder().port(DEFAULT_PORT);
		Iterator<String> left = args.iterator();
		while (left.hasNext()) {
			String[] option = left.next().split("=", 2);
			String value = (option.length == 2) ? option[1] : left.hasNext() ? left.next() : null;
			BiConsumer<SimulatorBuilder, String> set = OPTIONS.get(option[0]);
			if (set == null) {
				throw new IllegalArgumentException("Unknown option \"" + option[0] + "\", see --help");
			}
			if (value == null) {
				throw new IllegalArgumentException(option[0] + " needs a value, see --help");
			}
			set.accept(builder, value);
		}
		return builder;
	}

	private static void throttle(SimulatorBuilder builder, String value) {
		if (value.equals("off")) {
			builder.unthrottled();
			return;
		}
		Matcher throttle = matcher("--throttle", THROTTLE, "CALLS/SECONDS or off", value);
		builder.throttle(Integer.parseInt(throttle.group(1)), Duration.ofSeconds(Integer.parseInt(throttle.group(2))));
	}

	private static void latency(SimulatorBuilder builder, String value) {
		Matcher latency = matcher("--latency", LATENCY, "MILLIS-MILLIS", value);
		builder.faults(builder.faults.delaying(Duration.ofMillis(Long.parseLong(latency.group(1))),
				Duration.ofMillis(Long.parseLong(latency.group(2)))));
	}

	private static void refuse(SimulatorBuilder builder, int status, double share) {
		builder.faults(builder.faults.refusing(status, share));
	}

	private static Matcher matcher(String option, Pattern form, String formText, String value) {
		Matcher matcher = form.matcher(value);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(option + " must be " + formText + ", but was \"" + value + "\"");
		}
		return matcher;
	}

	private static double share(String option, String value) {
		try {
			return Double.parseDouble(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(option + " must be a number from 0 to 1, but was \"" + value + "\"", ex);
		}
	}

	private static int integer(String option, String value) {
		long number = number(option, value);
		// beyond these, the builder names its own bounds
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
	}

	private static long number(String option, String value) {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(option + " must be a whole number, but was \"" + value + "\"", ex);
		}
	}

}
