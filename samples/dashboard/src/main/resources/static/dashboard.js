/*
 * The page shows what the service tells it through one event stream: "about" first, then
 * the last few minutes again, then what happens. So whenever the stream comes back, the
 * page begins anew from "about" and is complete.
 */

import { addReading, clearCharts, clock, drawCharts } from "./charts.js";

const SILENCE = 5_000; // the service tells its status each second
const COMMANDS = 20;

const byId = (id) => document.getElementById(id);
const text = (id, value) => (byId(id).textContent = value);
const gibibytes = (bytes) => (bytes / 2 ** 30).toFixed(1);

// --- What the service tells -------------------------------------------------------------

let about;
let commands = new Map();

function showAbout(told) {
	about = told;
	const { machine } = about;
	const processors = `${machine.processors} processor${machine.processors === 1 ? "" : "s"}`;
	text("machine", machine.name);
	document.title = `${machine.name} · Losant4J dashboard`;
	text("system", `${machine.system} · ${processors} · ${gibibytes(machine.memory)} GiB memory`);
	text("application-id", about.applicationId);
	text("backend", about.embedded ? "Embedded simulator" : "Losant");
	text("backend-url", about.losant);
	text("cpu-detail", `of ${processors}`);
	text("load-detail", `last minute · ${processors}`);
	clearCharts(machine.processors);
	commands = new Map();
	showCommands();
}

function showFigures(latest) {
	for (const [name, { value, text: figure }] of Object.entries(latest)) {
		text(`${name}-value`, figure);
		const size = about.machine[name];
		if (size && value !== undefined) {
			text(`${name}-detail`, `${gibibytes((size * value) / 100)} of ${gibibytes(size)} GiB in use`);
		}
	}
}

function showStatus(status) {
	const now = Date.parse(status.now);
	text("device-id", status.deviceId ?? "not registered yet");
	text("unsent", status.unsent);
	showLine(byId("state-line"), status.stateLine, now);
	showLine(byId("command-line"), status.commandLine, now);
	showFigures(drawCharts(now));
	document.body.classList.toggle("stale", !status.stateLine.open);
	const interrupted = [status.stateLine, status.commandLine].find((line) => line.since && !line.open);
	if (status.trouble) {
		showNotice(status.trouble.summary, status.trouble.detail);
	} else if (interrupted) {
		showNotice("A live stream from Losant is interrupted. It re-connects by itself.", interrupted.cause);
	} else {
		hideNotice();
	}
}

function showLine(line, health, now) {
	const tell = (selector, value) => (line.querySelector(selector).textContent = value);
	showBadge(line, health.open ? "Live" : health.since ? "Re-connecting" : "Not open yet", health.open);
	tell(".since-label", health.open || !health.since ? "Open since" : "Closed since");
	tell(".since", health.since ? clock(health.since) : "–");
	tell(".last-event", health.lastEvent ? ago(now - Date.parse(health.lastEvent)) : "none yet");
	tell(".reconnects", Math.max(0, health.openings - 1));
	tell(".gaps", health.gaps);
}

function showBadge(line, state, good = false) {
	const badge = line.querySelector(".badge");
	badge.textContent = state;
	badge.classList.toggle("good", good);
}

function ago(milliseconds) {
	const seconds = Math.max(0, milliseconds / 1000);
	if (seconds < 10) {
		return `${seconds.toFixed(1)} s ago`;
	}
	return seconds < 120 ? `${Math.round(seconds)} s ago` : `${Math.round(seconds / 60)} min ago`;
}

function showNotice(summary, detail, bad = false) {
	// Written only when it changes, so that a screen reader says it once.
	if (byId("notice-summary").textContent !== summary) {
		text("notice-summary", summary);
	}
	text("notice-detail", detail ?? "");
	byId("notice").classList.toggle("bad", bad);
	byId("notice").hidden = false;
}

function hideNotice() {
	text("notice-summary", "");
	byId("notice").hidden = true;
}

// --- Commands -----------------------------------------------------------------------------

// A command is told when it was sent and again when it arrived, in either order.
function addCommand(news) {
	const key = `${news.time} ${news.name}`;
	commands.set(key, { ...news, arrived: news.arrived ?? commands.get(key)?.arrived });
	showCommands();
}

function showCommands() {
	const newest = [...commands.values()].sort((a, b) => Date.parse(b.time) - Date.parse(a.time)).slice(0, COMMANDS);
	byId("no-commands").hidden = newest.length > 0;
	byId("command-list").replaceChildren(...newest.map(commandItem));
}

function commandItem({ name, payload, time, arrived }) {
	const item = document.createElement("li");
	const add = (tag, className, content) => {
		const element = document.createElement(tag);
		element.className = className;
		element.textContent = content;
		item.append(element);
	};
	add("strong", "", name);
	add("span", arrived ? "badge good" : "badge", arrived ? "Arrived" : "On its way");
	if (payload !== null) {
		add("code", "", JSON.stringify(payload));
	}
	const delay = arrived && Math.max(0, Date.parse(arrived) - Date.parse(time));
	add("span", "when muted", `Sent ${clock(time)}` + (arrived ? ` → arrived ${clock(arrived)}, after ${delay} ms` : ""));
	return item;
}

byId("command-form").addEventListener("submit", async (event) => {
	event.preventDefault();
	const name = byId("command-name");
	const payload = byId("command-payload");
	const button = byId("command-send");
	const refuse = (field, message) => {
		text("command-message", message);
		field?.setAttribute("aria-invalid", "true");
		field?.focus();
	};
	name.removeAttribute("aria-invalid");
	payload.removeAttribute("aria-invalid");
	text("command-message", "");

	const command = { name: name.value.trim() };
	if (command.name === "") {
		return refuse(name, "A command needs a name.");
	}
	try {
		command.payload = payload.value.trim() === "" ? undefined : JSON.parse(payload.value);
	} catch (error) {
		return refuse(payload, `The payload is not JSON: ${error.message}`);
	}
	button.disabled = true;
	try {
		const answer = await fetch("api/commands", {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(command),
		});
		if (!answer.ok) {
			const problem = await answer.json().catch(() => ({}));
			refuse(null, `Not sent: ${problem.detail ?? `the service answered ${answer.status}`}`);
		}
	} catch {
		refuse(null, "Not sent: the service of this page is away.");
	}
	button.disabled = false;
});

// --- The line to the service ----------------------------------------------------------------

let source;
let heard;

function connect() {
	source?.close();
	heard = Date.now();
	source = new EventSource("api/events");
	const on = (name, show) => source.addEventListener(name, (event) => {
		heard = Date.now();
		show(JSON.parse(event.data));
	});
	on("about", showAbout);
	on("status", showStatus);
	on("reading", addReading);
	on("command", addCommand);
	source.onerror = showServiceAway;
}

function showServiceAway() {
	document.body.classList.add("stale");
	showBadge(byId("state-line"), "Unknown");
	showBadge(byId("command-line"), "Unknown");
	showNotice("The service of this page is away.", `No word from ${location.host}. The page tries again by itself.`, true);
}

// The browser re-connects by itself, but neither after an error answer nor when the line merely falls silent.
function watch() {
	if (Date.now() - heard > SILENCE) {
		showServiceAway();
		connect();
	}
}

connect();
setInterval(watch, 1_000);
