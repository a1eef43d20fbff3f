package io.onerow.security.session;

import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.stereotype.Component;

/**
 * The sessions of people who have logged in with a browser. One lasts for half an hour
 * from when it was used last, and for twelve hours at most; it ends with whatever ends
 * the logins of its user. No wire takes its token.
 */
@Component
public class BrowserSessions {

	private final Sessions sessions;

	BrowserSessions(Sessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * Its token in a cookie, as a credential of a chain.
	 * @param unattended which requests a page sends by itself, and are no use of it
	 */
	public Customizer<HttpSecurity> inCookie(String name, Predicate<HttpServletRequest> unattended) {
		// behind the translation, which answers for what the filter throws
		return (http) -> http.addFilterAfter(new BrowserSessionFilter(name, unattended, this.sessions),
				ExceptionTranslationFilter.class);
	}

	/** Ends one; of a token that is none nothing comes. */
	public void close(String token) {
		this.sessions.close(token);
	}

}
