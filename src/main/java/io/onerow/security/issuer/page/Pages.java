package io.onerow.security.issuer.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.hash.Sha256;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes pages from the files in {@code login/}: one style, which the policy of the page
 * names by its hash, and nothing that runs.
 */
final class Pages {

	private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

	private final String layout = read("layout.html");

	private final String style = read("style.css");

	private final String policy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-"
			+ Base64.getEncoder().encodeToString(Sha256.of(this.style)) + "'; form-action ";

	static String read(String file) {
		try {
			return new ClassPathResource("login/" + file).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The text of a file with values in its places, as they are. */
	static String filled(String text, Map<String, String> values) {
		return PLACE.matcher(text)
			.replaceAll((place) -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
	}

	static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
	}

	/**
	 * Answers with a page.
	 * @param forms where its form may lead to, as the policy names it
	 */
	void write(HttpServletResponse response, HttpStatus status, String title, String body, String forms)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setHeader("Content-Security-Policy", this.policy + forms);
		response.getWriter()
			.write(filled(this.layout, Map.of("title", escaped(title), "style", this.style, "body", body)));
	}

}
