package io.losant4j.samples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
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

	/** Before, the compiler takes processor time of its own. */
	private static final int FEWEST_WARM_UPS = 18;

	private static final int MOST_WARM_UPS = 36;

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
		if (work.isTimed() && this.plan.warmUpMillis() > 0) {
			warmUp(work, able.values());
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
	 * Until nobody gets any faster: how long the compiler takes differs tenfold by the
	 * contender. In turns, as later: whoever waits for minutes finds its connections
	 * closed, and what was compiled for open ones is given up.
	 */
	private void warmUp(Work work, Collection<ChildProcess> contenders) throws IOException {
		Map<ChildProcess, Progress> progress = new LinkedHashMap<>();
		contenders.forEach((contender) -> progress.put(contender, new Progress()));
		for (int i = 0; i < MOST_WARM_UPS
				&& (i < FEWEST_WARM_UPS || !progress.values().stream().allMatch(Progress::isOver)); i++) {
			for (Map.Entry<ChildProcess, Progress> turn : progress.entrySet()) {
				turn.getValue().note(ask(work, this.plan.warmUpMillis(), turn.getKey()).nanosPerOperation());
			}
		}
	}

	private static Round ask(Work work, int number, ChildProcess contender) throws IOException {
		return Round.parse(contender.ask(work.name() + " " + number));
	}

	/** How a contender warms up. */
	private static final class Progress {

		private double best = Double.MAX_VALUE;

		private int inVain;

		void note(double nanos) {
			this.inVain = (nanos < 0.95 * this.best) ? 0 : this.inVain + 1;
			this.best = Math.min(this.best, nanos);
		}

		boolean isOver() {
			return this.inVain >= TURNS_IN_VAIN;
		}

	}

}
