package io.onerow.matching;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What of a website is compared: host, port, path and query, without scheme, user info,
 * leading {@code www.}, default port, trailing slash and fragment. The path keeps its
 * case; a query stays, as it may be what tells two companies apart, but for
 * {@link TrackingParameters}.
 *
 * @param host what is compared as the domain
 */
public record WebsiteKey(String value, String host) {

	private static final Pattern SCHEME = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?//");

	private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{0,5}))?");

	private static final int PORT_MAX = 65_535;

	/**
	 * The key of a website, or of a bare domain; empty for what is neither, such as a
	 * mail address, a name without a dot, or "n/a".
	 */
	public static Optional<WebsiteKey> of(String website) {
		return of(website, TrackingParameters::removedFrom);
	}

	static Optional<WebsiteKey> of(String website, UnaryOperator<String> query) {
		String text = Text.trimmed(website);
		Matcher scheme = SCHEME.matcher(text);
		boolean hasScheme = scheme.lookingAt();
		String rest = hasScheme ? text.substring(scheme.end()) : text;
		int end = endOfAuthority(rest);
		String authority = rest.substring(0, end);
		int at = authority.lastIndexOf('@');
		if (at >= 0 && !hasScheme) {
			return Optional.empty();
		}
		return of(hasScheme ? scheme.group(1) : null, authority.substring(at + 1), tidy(rest.substring(end), query));
	}

	/** This key, where it was made when tracking parameters were part of it. */
	public WebsiteKey withoutTracking() {
		int query = this.value.indexOf('?');
		return (query < 0) ? this : new WebsiteKey(
				this.value.substring(0, query) + query(this.value.substring(query), TrackingParameters::removedFrom),
				this.host);
	}

	private static Optional<WebsiteKey> of(@Nullable String scheme, String authority, String path) {
		Matcher parts = AUTHORITY.matcher(authority);
		if (!parts.matches()) {
			return Optional.empty();
		}
		String port = (parts.group(2) != null) ? parts.group(2) : "";
		if (!port.isEmpty() && Integer.parseInt(port) > PORT_MAX) {
			return Optional.empty();
		}
		return HostName.of(parts.group(1)).map((host) -> new WebsiteKey(host + suffix(scheme, port) + path, host));
	}

	private static int endOfAuthority(String text) {
		int end = 0;
		while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
			end++;
		}
		return end;
	}

	private static String suffix(@Nullable String scheme, String port) {
		if (port.isEmpty()) {
			return "";
		}
		int number = Integer.parseInt(port);
		String name = (scheme != null) ? scheme.toLowerCase(Locale.ROOT) : "";
		boolean isDefault = (number == 80 && !name.equals("https")) || (number == 443 && !name.equals("http"));
		return isDefault ? "" : ":" + number;
	}

	private static String tidy(String path, UnaryOperator<String> reading) {
		int fragment = path.indexOf('#');
		String kept = (fragment < 0) ? path : path.substring(0, fragment);
		int query = kept.indexOf('?');
		return (query < 0) ? withoutSlash(kept)
				: withoutSlash(kept.substring(0, query)) + query(kept.substring(query), reading);
	}

	/** What is left of a query, with its mark if there is anything. */
	private static String query(String marked, UnaryOperator<String> reading) {
		String left = reading.apply(marked.substring(1));
		return left.isEmpty() ? "" : "?" + left;
	}

	private static String withoutSlash(String path) {
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return KeyText.composed(path.substring(0, end));
	}

}
