package io.onerow.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What holds for each chain: no session, no login page, no cookie, strict headers. */
public final class Hardening {

	private Hardening() {
	}

	public static HttpSecurity harden(HttpSecurity http) {
		return http
			// a forged request needs a credential that a browser adds by itself: a
			// cookie, and there is none
			.csrf(AbstractHttpConfigurer::disable)
			// what other origins may do has been said before
			.cors(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			// nothing looks for a session: the context lives as long as the request
			.sessionManagement(AbstractHttpConfigurer::disable)
			.securityContext(
					(context) -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
			// nosniff, no-store, no framing and HSTS (on https) are the defaults
			.headers((headers) -> headers
				.contentSecurityPolicy((csp) -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
	}

}
