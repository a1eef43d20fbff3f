package io.onerow.security.issuer.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a browser may be sent back to: an absolute URL by https, by http to this very
 * machine, or by a scheme that belongs to an application because it has a domain's dots
 * (RFC 8252); at most 1,000 characters, without a fragment.
 */
public final class RedirectUri {

	private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,1000}");

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

	private RedirectUri() {
	}

	/** Whether the text is one. */
	public static boolean isOne(@Nullable String text) {
		if (text == null || !VISIBLE.matcher(text).matches()) {
			return false;
		}
		try {
			URI uri = new URI(text);
			return isAbsolute(uri) && isSafe(uri) && isExtendable(text);
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/** A port that is no number leaves the URI without a host. */
	private static boolean isAbsolute(URI uri) {
		return uri.isAbsolute() && !uri.isOpaque() && uri.getRawFragment() == null && uri.getRawUserInfo() == null
				&& (uri.getRawAuthority() == null || uri.getHost() != null);
	}

	private static boolean isSafe(URI uri) {
		return switch (uri.getScheme()) {
			case "https" -> uri.getHost() != null;
			case "http" -> uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
			default -> uri.getScheme().contains(".");
		};
	}

	/** The answer is added to its query, by a library that is stricter. */
	private static boolean isExtendable(String text) {
		try {
			UriComponentsBuilder.fromUriString(text).build(true);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
