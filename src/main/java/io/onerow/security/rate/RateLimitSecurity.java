package io.onerow.security.rate;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.stereotype.Component;

/**
 * Puts the limit into a chain: behind the credentials, as it counts by them, and before
 * what they permit, so that what is forbidden is counted too. Where there is no limit the
 * chain stays as it is.
 */
@Component
public class RateLimitSecurity {

	private final RateRepository counted;

	private final RateLimit limit;

	RateLimitSecurity(RateRepository counted, RateLimit limit) {
		this.counted = counted;
		this.limit = limit;
	}

	/** Adds the filter to a chain whose callers are {@link Counted}. */
	public void addTo(HttpSecurity http) {
		if (this.limit.isOn()) {
			http.addFilterBefore(new RateLimitFilter(this.counted, this.limit), AuthorizationFilter.class);
		}
	}

}
