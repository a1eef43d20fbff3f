package io.onerow.api.idempotency;

import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.api.failure.Failure;
import io.onerow.api.failure.Rejected;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

/**
 * The header Idempotency-Key: a string in the quotes of a structured field (RFC 9651,
 * section 3.3.3), as draft 07 of the IETF wants it, or the same key bare, as most clients
 * send it.
 */
final class KeyHeader {

	static final String NAME = "Idempotency-Key";

	private static final int LONGEST = 255;

	private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

	/** Of what has no meaning in a structured field. */
	private static final Pattern BARE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]+");

	private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

	private KeyHeader() {
	}

	/**
	 * The key of a request that has the header.
	 * @throws Rejected if it is not well-formed
	 */
	static String of(HttpServletRequest request) {
		Enumeration<String> lines = request.getHeaders(NAME);
		String key = key(lines.nextElement().strip());
		if (lines.hasMoreElements() || key.isEmpty() || key.length() > LONGEST) {
			throw malformed();
		}
		return key;
	}

	private static String key(String sent) {
		Matcher quoted = QUOTED.matcher(sent);
		if (quoted.matches()) {
			return ESCAPED.matcher(quoted.group(1)).replaceAll("$1");
		}
		if (!BARE.matcher(sent).matches()) {
			throw malformed();
		}
		return sent;
	}

	private static Rejected malformed() {
		return new Rejected(Failure.of(HttpStatus.BAD_REQUEST, "The header " + NAME + " must be one string of 1 to "
				+ LONGEST + " characters of ASCII in double quotes."));
	}

}
