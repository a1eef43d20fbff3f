package io.onerow.security.apikey;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the caller act for the tenant of its key, which is read from one header and from
 * nowhere else. A missing, unknown and revoked key are all the same: nobody.
 */
class ApiKeyFilter extends OncePerRequestFilter {

	static final String HEADER = "x-apikey";

	private static final int LONGEST = 500;

	private final ApiKeys keys;

	ApiKeyFilter(ApiKeys keys) {
		this.keys = keys;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getHeader(HEADER);
		if (key != null && !key.isEmpty() && key.length() <= LONGEST) {
			this.keys.holder(key).ifPresent(this::authenticate);
		}
		chain.doFilter(request, response);
	}

	private void authenticate(ApiKey.Holder holder) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new ApiKeyCaller(holder));
		SecurityContextHolder.setContext(context);
	}

}
