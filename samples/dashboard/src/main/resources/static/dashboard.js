/*
 * The page shows what the service tells it through one event stream: "about" first, then
 * the last few minutes again, then what happens. So whenever the stream comes back, the
 * page begins anew from "about" and is complete.
 */

import { addReading, clearCharts, clock, drawCharts, drawn } from "./charts.js";

const SILENCE = 5_000; // the service tells its status each second
const STALE = 5_000; // readings come each second
const SEND_PATIENCE = 30_000;
const COMMANDS = 20;

const byId = (id) => document.getElementById(id);
const text = (id, value) => write(byId(id), value);

// Only what has changed is written, so that a screen reader says it once.
function write(element, value) {
	if (element.textContent !== String(value)) {
		element.textContent = value;
	}
}

const gibibytes = (bytes) => (bytes / 2 ** 30).toFixed(1);

// --- What the service tells -------------------------------------------------------------

let about;
let latest = {};
let upToDate = false; // whether what comes now is new
let commands = new Map();

function showAbout(told) {
	about = told;
	upToDate = false;
	const { machine } = about;
	text("machine", machine.name);
	document.title = `${machine.name} · Losant4J dashboard`;
	text("system", `${machine.system} · ${processors()} · ${gibibytes(machine.memory)} GiB memory`);
	text("application-id", about.applicationId);
	text("backend", about.embedded ? "Embedded simulator" : "Losant");
	text("backend-url", about.losant);
	clearCharts(machine.processors);
	commands = new Map();
	showCommands();
}

function processors() {
	const { processors } = about.machine;
	return `${processors} processor${processors === 1 ? "" : "s"}`;
}

const details = {
	cpu: () => `of ${processors()}`,
	memory: (value) => inUse(about.machine.memory, value),
	load: () => `last minute · ${processors()}`,
	disk: (value) => inUse(about.machine.disk, value),
};

function inUse(size, value) {
	return size && value !== undefined ? `${gibibytes((size * value) / 100)} of ${gibibytes(size)} GiB in use` : "in use";
}

function showFigures(stale) {
	document.body.classList.toggle("stale", stale);
	for (const [name, { time, value, text: figure }] of Object.entries(latest)) {
		text(`${name}-value`, figure);
		text(`${name}-detail`, stale && value !== undefined ? `as of ${clock(time)}` : details[name](value));
	}
}

function showStatus(status) {
	const now = Date.parse(status.now);
	text("device-id", status.deviceId ?? "not registered yet");
	text("unsent", status.unsent);
	text("given-up", status.givenUp > 0 ? ` · given up: ${status.givenUp}` : "");
	showLine(byId("state-line"), status.stateLine, now);
	showLine(byId("command-line"), status.commandLine, now);
	latest = drawCharts(now);
	upToDate = true;
	const newest = Math.max(...Object.values(latest).map(({ time }) => time ?? 0));
	const stale = newest < now - STALE;
	showFigures(stale);
	const interrupted = [status.stateLine, status.commandLine].find((line) => line.since && !line.open);
	if (status.trouble) {
		showNotice(status.trouble.summary, status.trouble.detail);
	} else if (interrupted) {
		showNotice("A live stream from Losant is interrupted. It re-connects by itself.", interrupted.cause);
	} else if (stale && newest > 0) {
		showNotice("No reading comes back from Losant.", `The figures are as of ${clock(newest)}.`);
	} else if (!drawn) {
		showNotice("The charts cannot be drawn.", "Their library was not loaded. Reload the page to try again.");
	} else {
		hideNotice();
	}
}

function showLine(line, health, now) {
	const tell = (selector, value) => write(line.querySelector(selector), value);
	const { gaps, lostGaps, dropped, malformed } = health.flaws;
	showBadge(line, health.open ? "Live" : health.since ? "Re-connecting" : "Not open yet", health.open);
	tell(".since-label", health.open || !health.since ? "Open since" : "Closed since");
	tell(".since", health.since ? clock(health.since) : "–");
	tell(".last-event", health.lastEvent ? ago(now - Date.parse(health.lastEvent)) : "none yet");
	tell(".reconnects", Math.max(0, health.openings - 1));
	tell(".gaps", lostGaps > 0 ? `${gaps}, ${lostGaps} lost` : gaps);
	const skipped = [dropped > 0 && `${dropped} dropped`, malformed > 0 && `${malformed} malformed`].filter(Boolean);
	tell(".skipped", skipped.length > 0 ? `Skipped events: ${skipped.join(", ")}` : "");
}

function showBadge(line, state, good = false) {
	const badge = line.querySelector(".badge");
	write(badge, state);
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
	text("notice-summary", summary);
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
	if (news.arrived && upToDate) {
		text("announcement", `The command ${news.name} arrived at ${clock(news.arrived)}.`);
	}
}

function showCommands() {
	const newest = [...commands.values()].sort((a, b) => Date.parse(b.time) - Date.parse(a.time)).slice(0, COMMANDS);
	byId("no-commands").hidden = newest.length > 0;
	byId("command-list").hidden = newest.length === 0;
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
	// Not disabled, which would take the focus from it.
	if (button.ariaDisabled === "true") {
		return;
	}
	const refuse = (field, message) => {
		showMessage(message, "bad");
		field.ariaInvalid = "true";
		field.focus();
	};
	name.ariaInvalid = payload.ariaInvalid = null;

	const command = { name: name.value.trim() };
	if (command.name === "") {
		return refuse(name, "A command needs a name.");
	}
	try {
		command.payload = payload.value.trim() === "" ? undefined : JSON.parse(payload.value);
	} catch (error) {
		return refuse(payload, `The payload is not JSON: ${error.message}`);
	}
	button.ariaDisabled = "true";
	showMessage("Sending …", "muted");
	try {
		const problem = await send(command);
		showMessage(problem, "bad");
	} finally {
		button.ariaDisabled = null;
	}
});

// What went wrong, if anything did. Only the service knows that a command was not sent.
async function send(command) {
	const unknown = "The command may have arrived; look at the list.";
	let answer;
	try {
		answer = await fetch("api/commands", {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(command),
			signal: AbortSignal.timeout(SEND_PATIENCE),
		});
	} catch {
		return `The service of this page did not answer. ${unknown}`;
	}
	if (answer.ok) {
		return "";
	}
	const problem = await answer.json().catch(() => ({}));
	return problem.detail ?? `The service answered ${answer.status}. ${unknown}`;
}

function showMessage(message, tone) {
	text("command-message", message);
	byId("command-message").className = tone;
}

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
	showFigures(true);
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

document.body.classList.toggle("no-charts", !drawn);
connect();
setInterval(watch, 1_000);
