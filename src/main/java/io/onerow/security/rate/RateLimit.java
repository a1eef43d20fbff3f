package io.onerow.security.rate;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a credential may send; {@code docs/limits.md} has more.
 *
 * @param requests in any span of that length; 0 is no limit, and nothing is counted
 * @param window the span, in whole seconds, five minutes at most
 */
@ConfigurationProperties("onerow.limits.rate")
public record RateLimit(@DefaultValue("0") int requests, @DefaultValue("60s") Duration window) {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	public RateLimit {
		if (requests < 0) {
			throw new IllegalArgumentException("onerow.limits.rate.requests must not be less than 0");
		}
		if (window.toSeconds() < 1 || window.toNanosPart() != 0 || window.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("onerow.limits.rate.window must be whole seconds, five minutes at most");
		}
	}

	/** Whether there is one. */
	public boolean isOn() {
		return this.requests > 0;
	}

	int seconds() {
		return (int) this.window.toSeconds();
	}

}
