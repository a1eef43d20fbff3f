package io.onerow.security.session;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** Takes the token of a browser's session from a cookie. */
final class BrowserSessionFilter extends OncePerRequestFilter {

	private final String cookie;

	private final Predicate<HttpServletRequest> unattended;

	private final Sessions sessions;

	BrowserSessionFilter(String cookie, Predicate<HttpServletRequest> unattended, Sessions sessions) {
		this.cookie = cookie;
		this.unattended = unattended;
		this.sessions = sessions;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Cookie sent = WebUtils.getCookie(request, this.cookie);
		if (sent != null) {
			try {
				Optional<Session> session = this.unattended.test(request) ? this.sessions.watch(sent.getValue())
						: this.sessions.use(sent.getValue());
				session.ifPresent(BrowserSessionFilter::accept);
			}
			catch (DataAccessException ex) {
				throw new AuthenticationServiceException("Sessions cannot be checked now", ex);
			}
		}
		chain.doFilter(request, response);
	}

	private static void accept(Session session) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new SessionAuthentication(session));
		SecurityContextHolder.setContext(context);
	}

}
