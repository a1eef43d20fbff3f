package io.onerow.security.cors;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages may call the service from a browser.
 *
 * @param origins such as {@code https://app.example}, each scheme, host and a port that
 * is not the default; without any no answer carries a header of CORS
 */
@ConfigurationProperties("onerow.cors")
record CorsProperties(@DefaultValue List<String> origins) {

	private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@*\\s]+");

	CorsProperties {
		for (String origin : origins) {
			if (!ORIGIN.matcher(origin).matches()) {
				throw new IllegalArgumentException("onerow.cors.origins must be like https://app.example: " + origin);
			}
		}
	}

}
