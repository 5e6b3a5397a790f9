/*
 * The four charts: the last five minutes of each figure.
 */

const MINUTE = 60_000;
const WINDOW = 5 * MINUTE;
const EDGE = 20_000; // a label nearer to the edge than this would be cut off
const AXIS = 52; // the same for all, so that the charts line up
const HOLE = 3_500; // readings come each second; no line is drawn over a longer silence

const figures = {
	cpu: { label: "CPU", unit: " %", digits: 1, max: 100 },
	memory: { label: "Memory", unit: " %", digits: 1, max: 100 },
	load: { label: "Load average", unit: "", digits: 2, max: 1 },
	disk: { label: "Disk", unit: " %", digits: 1, max: 100 },
};

export function clock(time, precision = { hour: "2-digit", minute: "2-digit", second: "2-digit" }) {
	return new Date(time).toLocaleTimeString([], { ...precision, hourCycle: "h23" });
}

const points = (figure) => figure.chart.data.datasets[0].data;

function chart(canvas, { max, unit, digits }) {
	return new Chart(canvas, {
		type: "line",
		data: { datasets: [{ data: [], borderWidth: 1.75, pointRadius: 0, pointHitRadius: 8, fill: true, spanGaps: HOLE }] },
		options: {
			animation: false,
			maintainAspectRatio: false,
			parsing: false,
			interaction: { mode: "index", intersect: false },
			scales: {
				x: {
					type: "linear",
					border: { display: false },
					grid: { display: false },
					ticks: { maxRotation: 0, callback: (time) => clock(time, { hour: "2-digit", minute: "2-digit" }) },
					afterBuildTicks: (axis) => (axis.ticks = fullMinutes(axis.min + EDGE, axis.max - EDGE)),
				},
				y: {
					min: 0,
					suggestedMax: max,
					border: { display: false },
					ticks: { maxTicksLimit: 4, callback: (value) => value + unit },
					afterFit: (axis) => (axis.width = AXIS),
				},
			},
			plugins: {
				legend: { display: false },
				tooltip: {
					displayColors: false,
					callbacks: {
						title: ([point]) => clock(point.parsed.x),
						label: (point) => point.parsed.y.toFixed(digits) + unit,
					},
				},
			},
		},
	});
}

function fullMinutes(from, to) {
	const ticks = [];
	for (let time = Math.ceil(from / MINUTE) * MINUTE; time <= to; time += MINUTE) {
		ticks.push({ value: time });
	}
	return ticks;
}

function paint() {
	const style = getComputedStyle(document.documentElement);
	const colour = (name) => style.getPropertyValue(`--${name}`).trim();
	for (const { chart } of Object.values(figures)) {
		const [line] = chart.data.datasets;
		const { x, y } = chart.options.scales;
		line.borderColor = colour("accent");
		line.backgroundColor = colour("fill");
		x.ticks.color = y.ticks.color = colour("muted");
		y.grid = { color: colour("rule"), drawTicks: false };
		chart.update();
	}
}

/** Begins anew, for a machine of so many processors. */
export function clearCharts(processors) {
	figures.load.chart.options.scales.y.suggestedMax = processors;
	Object.values(figures).forEach((figure) => (points(figure).length = 0));
}

/** Readings that waited in an outage come late, and after a re-connect some come twice. */
export function addReading({ time, data }) {
	const x = Date.parse(time);
	for (const [name, figure] of Object.entries(figures)) {
		const line = points(figure);
		let at = line.length;
		while (at > 0 && line[at - 1].x > x) {
			at--;
		}
		if (data[name] != null && line[at - 1]?.x !== x) {
			line.splice(at, 0, { x, y: Number(data[name]) });
		}
	}
}

/** Moves the charts on to this time, and returns the latest figures by name. */
export function drawCharts(now) {
	const latest = {};
	for (const [name, figure] of Object.entries(figures)) {
		const line = points(figure);
		while (line[0]?.x < now - WINDOW) {
			line.shift();
		}
		const { x } = figure.chart.options.scales;
		x.min = now - WINDOW;
		x.max = now;
		figure.chart.update();
		const value = line.at(-1)?.y;
		latest[name] = { value, text: value?.toFixed(figure.digits) ?? "–" };
		figure.chart.canvas.setAttribute("aria-label",
			`${figure.label} over the last five minutes, now ${latest[name].text}${figure.unit}`);
	}
	return latest;
}

for (const [name, figure] of Object.entries(figures)) {
	figure.chart = chart(document.getElementById(`${name}-chart`), figure);
}
paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
