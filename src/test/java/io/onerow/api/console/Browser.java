package io.onerow.api.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.htmlunit.HtmlUnitDriver;
import org.openqa.selenium.interactions.Actions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who looks at pages: in Chromium, if it is on this machine with its driver;
 * else, or with {@code -Donerow.htmlunit=true}, in HtmlUnit without script, in which each
 * page must work too.
 */
final class Browser implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Browser.class);

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private final String base;

	private final WebDriver driver;

	private Browser(String base, WebDriver driver) {
		this.base = base;
		this.driver = driver;
	}

	static Browser at(String base) {
		if (Boolean.getBoolean("onerow.htmlunit") || !Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
			log.warn("The console is tried in HtmlUnit, without script, as there is no {} with {}, or it is not wanted",
					CHROMIUM, DRIVER);
			return new Browser(base, new HtmlUnitDriver());
		}
		log.warn("The console is tried in {}", CHROMIUM);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--force-prefers-reduced-motion", "--window-size=1280,900");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.build();
		return new Browser(base, new ChromeDriver(service, options));
	}

	@Nullable ChromeDriver chromium() {
		return (this.driver instanceof ChromeDriver chromium) ? chromium : null;
	}

	void open(String path) {
		this.driver.get(this.base + path);
	}

	/** The path of the page, with its query. */
	String path() {
		return String.valueOf(this.driver.getCurrentUrl()).substring(this.base.length());
	}

	/** All that the page says. */
	String text() {
		return this.driver.findElement(By.tagName("body")).getText();
	}

	String text(String css) {
		return this.driver.findElement(By.cssSelector(css)).getText();
	}

	String attribute(String css, String name) {
		return String.valueOf(this.driver.findElement(By.cssSelector(css)).getDomProperty(name));
	}

	List<String> texts(String css) {
		return this.driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
	}

	void fill(String id, String value) {
		WebElement field = this.driver.findElement(By.id(id));
		field.clear();
		field.sendKeys(value);
	}

	/** Chooses a file. */
	void attach(String id, Path file) {
		this.driver.findElement(By.id(id)).sendKeys(file.toAbsolutePath().toString());
	}

	/**
	 * Waits until a part of the page says that: in Chromium it follows by itself, without
	 * script the page is opened again.
	 */
	void await(String css, String text) {
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		String said = "";
		while (System.nanoTime() < end) {
			try {
				said = text(css);
			}
			catch (StaleElementReferenceException ex) {
				// it is just being replaced
				continue;
			}
			if (said.contains(text)) {
				return;
			}
			if (chromium() == null) {
				open(path().replaceAll("#.*", ""));
			}
			Thread.onSpinWait();
		}
		throw new AssertionError(css + " has said " + said + ", not " + text);
	}

	/**
	 * Chooses from a list, by its id or label; where that sends its form, the page is
	 * another one then.
	 */
	void choose(String list, String option) {
		WebElement found = this.driver
			.findElement(By.xpath("//select[@id='" + list + "' or @aria-label='" + list + "']"));
		WebElement page = this.driver.findElement(By.tagName("html"));
		boolean sends = found.getDomAttribute("data-send") != null;
		found.findElement(By.cssSelector("option[value='" + option + "']")).click();
		if (!sends) {
			return;
		}
		if (chromium() == null) {
			found.findElement(By.xpath("ancestor::form//button")).click();
		}
		awaitLeft(page);
	}

	/** What is chosen from some lists. */
	List<String> values(String css) {
		return this.driver.findElements(By.cssSelector(css))
			.stream()
			.map((list) -> String.valueOf(list.getDomProperty("value")))
			.toList();
	}

	void tick(String name, String value) {
		this.driver.findElement(By.cssSelector("input[name='" + name + "'][value='" + value + "']")).click();
	}

	/** Clicks the first button or link of that text, or with that label. */
	void click(String text) {
		By called = By.xpath("//*[self::a or self::button][contains(normalize-space(.), '" + text
				+ "') or normalize-space(@aria-label)='" + text + "']");
		WebElement page = this.driver.findElement(By.tagName("html"));
		try {
			this.driver.findElement(called).click();
		}
		catch (StaleElementReferenceException ex) {
			// a list that follows by itself has just been replaced
			this.driver.findElement(called).click();
		}
		awaitLeft(page);
	}

	/** Presses a key, or without script the button that it stands for. */
	void press(String key, String button) {
		if (chromium() == null) {
			click(button);
			return;
		}
		WebElement page = this.driver.findElement(By.tagName("html"));
		new Actions(this.driver).sendKeys(key).perform();
		awaitLeft(page);
	}

	/** What is sent by a form comes after the click. */
	private static void awaitLeft(WebElement page) {
		long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (System.nanoTime() < end) {
			try {
				page.getTagName();
				Thread.onSpinWait();
			}
			catch (RuntimeException ex) {
				return;
			}
		}
		throw new AssertionError("The page has stayed");
	}

	void logIn(String email, String password) {
		open("/console");
		fill("email", email);
		fill("password", password);
		click("Log in");
	}

	String title() {
		return String.valueOf(this.driver.getTitle());
	}

	/** The value of a cookie that this page would send. */
	@Nullable String cookie(String name) {
		Cookie cookie = this.driver.manage().getCookieNamed(name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	/** No rule of accessibility is broken on this page, light or dark, wide or narrow. */
	void check() {
		ChromeDriver chromium = chromium();
		if (chromium == null) {
			return;
		}
		for (String scheme : List.of("light", "dark")) {
			show(1280, scheme);
			// what it looks like is another question in the dark, what it is made of is
			// not
			AxeBuilder rules = scheme.equals("light") ? new AxeBuilder()
					: new AxeBuilder().withOnlyRules(List.of("color-contrast"));
			List<Rule> broken = rules.analyze(chromium).getViolations();
			assertThat(broken.stream().map((rule) -> rule.getId() + ": " + rule.getNodes()).toList())
				.as(path() + ", " + scheme)
				.isEmpty();
		}
		show(390, "light");
		List<Rule> narrow = new AxeBuilder().analyze(chromium).getViolations();
		assertThat(narrow.stream().map((rule) -> rule.getId() + ": " + rule.getNodes()).toList()).as(path() + " at 390")
			.isEmpty();
		Object tooWide = chromium
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
		assertThat(((Long) Objects.requireNonNull(tooWide)).intValue()).as(path() + " at 390").isLessThanOrEqualTo(0);
		show(1280, "light");
	}

	/** So wide, and light or dark. */
	void show(int width, String scheme) {
		ChromeDriver chromium = chromium();
		if (chromium != null) {
			chromium.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
			chromium.executeCdpCommand("Emulation.setEmulatedMedia",
					Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		}
	}

	/** The upper part of the page, as a PNG; in Chromium only. */
	byte[] picture(int width) {
		ChromeDriver chromium = Objects.requireNonNull(chromium());
		Object height = chromium.executeScript("return document.body.getBoundingClientRect().height + 48");
		Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height",
				Math.min(1_200, ((Number) Objects.requireNonNull(height)).intValue()), "scale", 1);
		Map<String, Object> taken = chromium.executeCdpCommand("Page.captureScreenshot",
				Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
		return Base64.getDecoder().decode(String.valueOf(taken.get("data")));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
