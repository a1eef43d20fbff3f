package io.onerow.security.session;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a token from a header, and puts a fresh one into the same header of the answer
 * when the session is near its end. A token that is not good is no credential at all, so
 * that a login may carry an old one.
 */
final class SessionFilter extends OncePerRequestFilter {

	private final String header;

	private final Sessions sessions;

	SessionFilter(String header, Sessions sessions) {
		this.header = header;
		this.sessions = sessions;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String token = request.getHeader(this.header);
		if (token != null) {
			try {
				accept(token, response);
			}
			catch (DataAccessException ex) {
				throw new AuthenticationServiceException("Sessions cannot be checked now", ex);
			}
		}
		chain.doFilter(request, response);
	}

	private void accept(String token, HttpServletResponse response) {
		Optional<Session> session = this.sessions.find(token);
		if (session.isPresent()) {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(new SessionAuthentication(session.get()));
			SecurityContextHolder.setContext(context);
			this.sessions.renew(token, session.get()).ifPresent((fresh) -> response.setHeader(this.header, fresh));
		}
	}

}
