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

	private final Plan plan;

	private final PrintStream out;

	EndToEnd(Plan plan, PrintStream out) {
		this.plan = plan;
		this.out = out;
	}

	/** Measures these works and prints a table. */
	void run(List<Work> works) throws IOException {
		Map<String, ChildProcess> contenders = new LinkedHashMap<>();
		try (ChildProcess server = ChildProcess.java(SERVER, CannedLosant.class)) {
			String url = server.readLine();
			for (Contenders contender : Contenders.values()) {
				contenders.put(contender.title(), ChildProcess.java(CLIENT, Worker.class, contender.name(), url));
			}
			OfficialClient.start(CLIENT, url).ifPresent((official) -> contenders.put(OfficialClient.TITLE, official));
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
		for (int i = work.isTimed() ? 0 : this.plan.rounds(); i <= this.plan.rounds(); i++) {
			int number = number(work, i);
			for (Map.Entry<String, ChildProcess> contender : able.entrySet()) {
				Round round = Round.parse(contender.getValue().ask(work.name() + " " + number));
				if (i > 0) {
					rounds.computeIfAbsent(contender.getKey(), (first) -> new ArrayList<>()).add(round);
				}
			}
		}
		return rounds;
	}

	private int number(Work work, int round) {
		if (!work.isTimed()) {
			return this.plan.streams();
		}
		return (round == 0) ? this.plan.warmUpMillis() : this.plan.roundMillis();
	}

}
