/*
 * The readings of the last five minutes, and the four charts that draw them. Without the
 * library that draws there are readings and no charts.
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

/** Whether there are charts. */
export const drawn = "Chart" in globalThis;

export function clock(time, precision = { hour: "2-digit", minute: "2-digit", second: "2-digit" }) {
	return new Date(time).toLocaleTimeString([], { ...precision, hourCycle: "h23" });
}

function chart(canvas, { points, max, unit, digits }) {
	return new Chart(canvas, {
		type: "line",
		data: { datasets: [{ data: points, borderWidth: 1.75, pointRadius: 0, pointHitRadius: 8, fill: true, spanGaps: HOLE }] },
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
	figures.load.max = processors;
	Object.values(figures).forEach(({ points }) => (points.length = 0));
}

/** Readings that waited in an outage come late, and after a re-connect some come twice. */
export function addReading({ time, data }) {
	const x = Date.parse(time);
	for (const [name, { points }] of Object.entries(figures)) {
		let at = points.length;
		while (at > 0 && points[at - 1].x > x) {
			at--;
		}
		if (data[name] != null && points[at - 1]?.x !== x) {
			points.splice(at, 0, { x, y: Number(data[name]) });
		}
	}
}

/** Moves the charts on to this time, and returns the latest figures by name. */
export function drawCharts(now) {
	const latest = {};
	for (const [name, { points, chart, max, label, unit, digits }] of Object.entries(figures)) {
		while (points[0]?.x < now - WINDOW) {
			points.shift();
		}
		const { x: time, y: value } = points.at(-1) ?? {};
		latest[name] = { time, value, text: value?.toFixed(digits) ?? "–" };
		if (chart) {
			chart.options.scales.x.min = now - WINDOW;
			chart.options.scales.x.max = now;
			chart.options.scales.y.suggestedMax = max;
			chart.update();
			chart.canvas.setAttribute("aria-label", `${label} over the last five minutes, now ${latest[name].text}${unit}`);
		}
	}
	return latest;
}

for (const [name, figure] of Object.entries(figures)) {
	figure.points = [];
	figure.chart = drawn && chart(document.getElementById(`${name}-chart`), figure);
}
if (drawn) {
	paint();
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}
