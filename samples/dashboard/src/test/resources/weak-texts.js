// The texts of the page that do not stand out enough for WCAG's level AA, in the good state
// and with all at once that can go wrong.

const ENOUGH = 4.5;

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

function rgba(colour) {
	canvas.clearRect(0, 0, 1, 1);
	canvas.fillStyle = colour;
	canvas.fillRect(0, 0, 1, 1);
	const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
	return { rgb: [red, green, blue], alpha: alpha / 255 };
}

const over = ({ rgb, alpha }, below) => rgb.map((channel, i) => alpha * channel + (1 - alpha) * below[i]);

function background(element) {
	const below = element.parentElement ? background(element.parentElement) : [255, 255, 255];
	return over(rgba(getComputedStyle(element).backgroundColor), below);
}

function opacity(element) {
	return element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
}

function luminance(rgb) {
	const [red, green, blue] = rgb.map((channel) =>
		channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(element, pseudo) {
	const style = getComputedStyle(element, pseudo);
	const behind = background(element);
	const { rgb, alpha } = rgba(style.color);
	const faded = alpha * opacity(element) * (pseudo ? style.opacity : 1);
	const [dark, light] = [luminance(over({ rgb, alpha: faded }, behind)), luminance(behind)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function contrasts(when) {
	const texts = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility()
		&& [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ""));
	const placeholders = [...document.querySelectorAll("[placeholder]")];
	const tell = (element, pseudo) => ({
		when,
		text: pseudo ? element.placeholder : element.textContent,
		contrast: contrast(element, pseudo),
	});
	return [...texts.map((element) => tell(element)), ...placeholders.map((field) => tell(field, "::placeholder"))];
}

function spoil(bad) {
	const element = (id) => document.getElementById(id);
	document.body.classList.add("stale");
	element("notice").hidden = false;
	element("notice").classList.toggle("bad", bad);
	element("notice-summary").textContent = "Something is wrong.";
	element("notice-detail").textContent = "In other words.";
	element("command-message").textContent = "Not sent.";
	element("command-message").className = bad ? "bad" : "muted";
	element("command-send").ariaDisabled = bad ? "true" : null;
	document.querySelectorAll(".badge").forEach((badge) => badge.classList.remove("good"));
}

const good = contrasts("good");
spoil(false);
const wary = contrasts("wary");
spoil(true);
const all = [...good, ...wary, ...contrasts("bad")];
if (all.length < 100) {
	throw new Error(`found ${all.length} texts only`);
}
return all.filter((told) => !(told.contrast >= ENOUGH)).map((told) => JSON.stringify(told));
