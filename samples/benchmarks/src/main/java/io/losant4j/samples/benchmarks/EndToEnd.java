package io.losant4j.samples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the contenders do the same work in turn against one server, each in a process of
 * its own: the server on the first processor, whoever's turn it is on the second.
 */
final class EndToEnd {

	private static final int SERVER = 0;

	private static final int CLIENT = 1;

	private static final int MOST_WARM_UPS = 30;

	/** The compiler pauses on its way: a turn or two without a gain are not the end. */
	private static final int TURNS_IN_VAIN = 5;

	private final Plan plan;

	private final PrintStream out;

	EndToEnd(Plan plan, PrintStream out) {
		this.plan = plan;
		this.out = out;
	}

	/**
	 * Measures these works and prints a table.
	 * @param named the contenders; empty for all that there are
	 */
	void run(List<Work> works, List<Contenders> named) throws IOException {
		Map<String, ChildProcess> contenders = new LinkedHashMap<>();
		try (ChildProcess server = ChildProcess.java(SERVER, CannedLosant.class)) {
			String url = server.readLine();
			for (Contenders contender : named.isEmpty() ? List.of(Contenders.values()) : named) {
				contenders.put(contender.title(), ChildProcess.java(CLIENT, Worker.class, contender.name(), url));
			}
			if (named.isEmpty()) {
				OfficialClient.start(CLIENT, url)
					.ifPresent((official) -> contenders.put(OfficialClient.TITLE, official));
			}
			Table table = new Table(this.out, List.copyOf(contenders.keySet()));
			for (Work work : works) {
				table.row(work, measure(work, contenders));
			}
		}
		finally {
			for (ChildProcess contender : contenders.values()) {
				contender.close();
			}
		}
	}

	private Map<String, List<Round>> measure(Work work, Map<String, ChildProcess> contenders) throws IOException {
		Map<String, List<Round>> rounds = new LinkedHashMap<>();
		Map<String, ChildProcess> able = new LinkedHashMap<>();
		for (Map.Entry<String, ChildProcess> contender : contenders.entrySet()) {
			if (contender.getValue().ask("CAN " + work.name()).equals("true")) {
				able.put(contender.getKey(), contender.getValue());
			}
		}
		if (work.isTimed()) {
			for (ChildProcess contender : able.values()) {
				warmUp(work, contender);
			}
		}
		for (int i = 0; i < (work.isTimed() ? this.plan.rounds() : 1); i++) {
			for (Map.Entry<String, ChildProcess> contender : able.entrySet()) {
				int number = work.isTimed() ? this.plan.roundMillis() : this.plan.streams();
				rounds.computeIfAbsent(contender.getKey(), (first) -> new ArrayList<>())
					.add(ask(work, number, contender.getValue()));
			}
		}
		return rounds;
	}

	/**
	 * Until it gets no faster: how long the compiler takes differs tenfold by the
	 * contender.
	 */
	private void warmUp(Work work, ChildProcess contender) throws IOException {
		double best = Double.MAX_VALUE;
		int inVain = 0;
		for (int i = 0; i < MOST_WARM_UPS && inVain < TURNS_IN_VAIN && this.plan.warmUpMillis() > 0; i++) {
			double nanos = ask(work, this.plan.warmUpMillis(), contender).nanosPerOperation();
			inVain = (nanos < 0.95 * best) ? 0 : inVain + 1;
			best = Math.min(best, nanos);
		}
	}

	private static Round ask(Work work, int number, ChildProcess contender) throws IOException {
		return Round.parse(contender.ask(work.name() + " " + number));
	}

}
