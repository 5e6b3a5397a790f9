package io.losant4j.samples.bulk;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Changes thousands of devices, or reports for them, as a CSV file says. From the root of
 * the source tree:
 *
 * <pre class="code">
 * mvn -q -pl samples/bulk-update -am spring-boot:run -Dspring-boot.run.arguments="devices.csv --dry-run"
 * </pre>
 */
@Command(name = "bulk-update", mixinStandardHelpOptions = true, sortOptions = false, usageHelpWidth = 100,
		description = { "Changes devices, or reports for them, as a CSV file says.%n",
				"Each row names a device in the column 'id' or 'name', and has either new tags ('tag:KEY') and "
						+ "attributes ('attribute:NAME', with the data type), or a state ('state:NAME', and 'time' as in "
						+ "2026-11-20T08:15:00Z or in milliseconds). An empty cell means nothing; other tags and "
						+ "attributes of the device stay. Interrupted, the same command goes on where it was.%n",
				"LOSANT_ACCESS_TOKEN and LOSANT_APPLICATION_ID say where the devices are; without them, a simulator "
						+ "runs inside and ends with the program.%n" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { " 0:every row is done", " 1:rows failed, or the program did", " 2:the command is wrong" },
		subcommands = { LoadRun.class, LoadWorker.class })
public final class BulkUpdate implements Callable<Integer> {

	private final Map<String, String> environment;

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(arity = "0..1", paramLabel = "FILE",
			description = "The CSV file, in UTF-8. Without one, the simulator's devices get serial numbers.")
	private @Nullable Path file;

	@Option(names = "--dry-run",
			description = "Print the requests that would change something, and send none of them: the devices are only "
					+ "read. States are shown one by one, and sent together.")
	private boolean dryRun;

	@Option(names = "--failures", paramLabel = "FILE",
			description = "Where rows that failed go, to be fed back (FILE.failures.csv).")
	private @Nullable Path failures;

	@Option(names = "--journal", paramLabel = "FILE",
			description = "Where it is kept what is done, until all is (FILE.journal).")
	private @Nullable Path journal;

	@Option(names = "--concurrency", paramLabel = "CALLS", defaultValue = "16",
			description = "How many calls are made at once (${DEFAULT-VALUE}).")
	private int concurrency;

	@Option(names = "--devices", paramLabel = "NUMBER", defaultValue = "10000",
			description = "How many devices the simulator has (${DEFAULT-VALUE}).")
	private int devices;

	@Option(names = "--no-progress", description = "Show no progress bar, not even on a terminal.")
	private boolean noProgress;

	BulkUpdate(Map<String, String> environment) {
		this.environment = environment;
	}

	/**
	 * Runs the program, and ends with its exit code.
	 * @param args the arguments, as told by {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(commandLine(System.getenv()).execute(args));
	}

	static CommandLine commandLine(Map<String, String> environment) {
		CommandLine program = new CommandLine(new BulkUpdate(environment));
		program.setExecutionExceptionHandler((error, command, parsed) -> tell(error, command.getErr()));
		return program;
	}

	private static int tell(Exception error, PrintWriter err) {
		boolean wrong = error instanceof UserException || error instanceof IllegalArgumentException;
		if (wrong || error instanceof LosantException || error instanceof IOException
				|| error instanceof UncheckedIOException) {
			err.println("bulk-update: " + error.getMessage());
		}
		else {
			error.printStackTrace(err);
		}
		return wrong ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
	}

	@Override
	public Integer call() throws IOException {
		if (this.concurrency < 1) {
			throw new UserException("--concurrency must be at least 1, was " + this.concurrency);
		}
		Input given = (this.file != null) ? Input.of(this.file) : null;
		try (Target target = Target.of(this.environment, this.devices)) {
			if (target.isEmbedded()) {
				err().printf("no LOSANT_ACCESS_TOKEN: a simulator of Losant with %,d devices runs inside%n",
						this.devices);
			}
			else if (given == null) {
				throw new UserException("FILE is missing, see --help");
			}
			if (given != null) {
				return run(given, target);
			}
			try (SampleFile sample = SampleFile.write(this.devices)) {
				return run(Input.of(sample.file()), target);
			}
		}
	}

	private int run(Input input, Target target) throws IOException {
		try (LosantClient client = target.client(this.concurrency)) {
			LosantApplication application = client.application(target.applicationId());
			Directory directory = Objects.requireNonNull(Directory.of(application).block());
			return this.dryRun ? show(input, directory, target) : apply(input, directory, target, application);
		}
	}

	/** Does what is left to do, at a server that only prints. */
	private int show(Input input, Directory directory, Target target) throws IOException {
		try (Journal done = target.isEmbedded() ? null : Journal.look(journal(input), input, target.name());
				RequestPrinter printer = new RequestPrinter(out());
				LosantClient client = Target.client(printer.baseUrl(), "dry-run", 1)) {
			Ledger ledger = new Ledger((row, reason) -> err().println("row " + row.number() + ": " + reason), done,
					progress(input, false));
			new Run(input, planner(input, directory, done), ledger, 1).show(client.application(target.applicationId()));
			return ledger.anyFailed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
		}
	}

	private int apply(Input input, Directory directory, Target target, LosantApplication application)
			throws IOException {
		Path failed = (this.failures != null) ? this.failures : beside(input.file(), ".failures.csv");
		// Nothing of the simulator outlives the program, so there is nothing to resume.
		Path remembered = journal(input);
		if (failed.toAbsolutePath().normalize().equals(remembered.toAbsolutePath().normalize())) {
			throw new UserException(failed + " cannot be the journal and the rows that failed");
		}
		Progress progress = progress(input, !this.noProgress && CommandLine.Help.Ansi.AUTO.enabled());
		// The journal first: whoever is refused keeps the failures of the run before.
		try (Journal done = target.isEmbedded() ? null : Journal.open(remembered, input, target.name());
				Failures rows = new Failures(failed, input)) {
			Ledger ledger = new Ledger(rows::add, done, progress);
			try {
				new Run(input, planner(input, directory, done), ledger, this.concurrency).on(application);
			}
			finally {
				progress.end();
			}
			if (done != null) {
				done.delete();
			}
			ledger.summarize(out());
			if (ledger.anyFailed()) {
				out().println("the rows that failed are in " + failed);
			}
			return ledger.anyFailed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
		}
	}

	private static Planner planner(Input input, Directory directory, @Nullable Journal done) {
		return new Planner(input.columns(), directory, (done != null) ? done.started() : Instant.now());
	}

	private Path journal(Input input) {
		return (this.journal != null) ? this.journal : beside(input.file(), ".journal");
	}

	private Progress progress(Input input, boolean shown) {
		return new Progress(err(), shown, input.rows());
	}

	private static Path beside(Path file, String suffix) {
		return file.resolveSibling(file.getFileName() + suffix);
	}

	private PrintWriter out() {
		return Objects.requireNonNull(this.spec).commandLine().getOut();
	}

	private PrintWriter err() {
		return Objects.requireNonNull(this.spec).commandLine().getErr();
	}

}
