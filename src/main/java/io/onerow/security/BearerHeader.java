package io.onerow.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token of the {@code Authorization} header as the framework does, which
 * matches hundreds of characters with a pattern; here only what is not plainly a token
 * comes to that.
 */
final class BearerHeader implements BearerTokenResolver {

	private static final String SCHEME = "Bearer ";

	private final BearerTokenResolver strict = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && isToken(header)) ? header.substring(SCHEME.length()) : this.strict.resolve(request);
	}

	/** Of the characters of a JWT only; the syntax of RFC 6750 has some more. */
	private static boolean isToken(String header) {
		if (!header.startsWith(SCHEME) || header.length() == SCHEME.length()) {
			return false;
		}
		for (int i = SCHEME.length(); i < header.length(); i++) {
			char unit = header.charAt(i);
			if (!isLetterOrDigit(unit) && unit != '.' && unit != '-' && unit != '_') {
				return false;
			}
		}
		return true;
	}

	private static boolean isLetterOrDigit(char unit) {
		return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9');
	}

}
