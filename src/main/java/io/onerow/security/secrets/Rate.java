package io.onerow.security.secrets;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/**
 * So many at once, and then one in each span of time; as text {@code 30/10s}.
 */
public record Rate(int burst, Duration every) {

	public Rate {
		if (burst < 1 || every.toMillis() < 1) {
			throw new IllegalArgumentException("A rate allows one in a millisecond or longer");
		}
	}

	/** Throws {@link IllegalArgumentException} for another text. */
	public static Rate of(String text) {
		String[] parts = text.split("/", -1);
		if (parts.length != 2) {
			throw new IllegalArgumentException("A rate is written like 30/10s");
		}
		return new Rate(Integer.parseInt(parts[0].strip()), DurationStyle.detectAndParse(parts[1].strip()));
	}

	/** The time in which what was used up comes back whole. */
	public Duration whole() {
		return this.every.multipliedBy(this.burst);
	}

}
