package io.losant4j.samples.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.util.FileSystemUtils;

/**
 * A real Chromium without a window, with the page open.
 */
final class Browser implements AutoCloseable {

	/** How long anything on the page may take on a busy machine. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Path profile;

	private final ChromeDriverService service;

	private final ChromeDriver driver;

	private Browser(Path chromium, Path chromeDriver) throws IOException {
		this.profile = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chromium-");
		LoggingPreferences console = new LoggingPreferences();
		console.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toString());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + this.profile.toAbsolutePath());
		options.setCapability("goog:loggingPrefs", console);
		// Both programs are given, so Selenium looks for none and downloads none.
		this.service = new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile())
			.usingAnyFreePort()
			.build();
		try {
			this.driver = new ChromeDriver(this.service, options);
		}
		catch (RuntimeException ex) {
			this.service.close();
			FileSystemUtils.deleteRecursively(this.profile.toFile());
			throw ex;
		}
	}

	/**
	 * Opens a page; skips the test where there is no Chromium, except in CI.
	 * @param blocked patterns of what cannot be loaded
	 */
	static Browser open(String url, String... blocked) throws IOException {
		Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
		Optional<Path> chromeDriver = onPath("chromedriver");
		if (chromium.isEmpty() || chromeDriver.isEmpty()) {
			String reason = "chromium and chromedriver must be on the PATH to test the page";
			if ("true".equals(System.getenv("CI"))) {
				Assertions.fail(reason + ", and CI=true allows no skipping");
			}
			Assumptions.abort(reason);
		}
		Browser browser = new Browser(chromium.orElseThrow(), chromeDriver.orElseThrow());
		try {
			browser.driver.executeCdpCommand("Network.enable", Map.of());
			browser.driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(blocked)));
			browser.driver.get(url);
			return browser;
		}
		catch (RuntimeException ex) {
			browser.close();
			throw ex;
		}
	}

	private static Optional<Path> onPath(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	String text(String selector) {
		return find(selector).getText();
	}

	/** What a screen reader finds, also where nobody sees it. */
	String content(String selector) {
		return String.valueOf(find(selector).getDomProperty("textContent"));
	}

	int count(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).size();
	}

	void type(String selector, String text) {
		WebElement field = find(selector);
		field.clear();
		field.sendKeys(text);
	}

	void click(String selector) {
		find(selector).click();
	}

	String source() {
		return String.valueOf(this.driver.getPageSource());
	}

	/** When the points of a chart were, oldest first, in milliseconds. */
	List<Long> timesIn(String chart) {
		List<?> times = (List<?>) this.driver
			.executeScript("return Chart.getChart(arguments[0]).data.datasets[0].data.map((point) => point.x)", chart);
		return (times != null) ? times.stream().map((time) -> ((Number) time).longValue()).toList() : List.of();
	}

	/** Waits until something holds on the page. */
	void await(String what, Condition condition) {
		new WebDriverWait(this.driver, PATIENCE).withMessage(() -> what + "; the page shows:\n" + text("body"))
			.ignoring(StaleElementReferenceException.class)
			.until((page) -> condition.holds());
	}

	/** Errors on the console so far: of scripts, of the content policy, of requests. */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.map(LogEntry::toString)
			.toList();
	}

	/** Shows the page in a colour scheme, {@code light} or {@code dark}. */
	void prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/** What a script returns, a list. */
	List<?> run(String script) {
		return (List<?>) Objects.requireNonNull(this.driver.executeScript(script));
	}

	private WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	@Override
	public void close() {
		try {
			this.driver.quit();
		}
		finally {
			this.service.close();
			FileSystemUtils.deleteRecursively(this.profile.toFile());
		}
	}

	/** What is waited for. */
	interface Condition {

		boolean holds();

	}

}
