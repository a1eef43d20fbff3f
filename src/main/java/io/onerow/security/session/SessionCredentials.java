package io.onerow.security.session;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.stereotype.Component;

/** Lets a dialect take the token of a session as a credential. */
@Component
public class SessionCredentials {

	private final Sessions sessions;

	SessionCredentials(Sessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * The token in a header, for
	 * {@link io.onerow.security.DialectSecurity#withCredentials}; it wins over a bearer
	 * token beside it.
	 */
	public Customizer<HttpSecurity> inHeader(String header) {
		// behind the translation, which answers for what the filter throws
		return (http) -> http.addFilterAfter(new SessionFilter(header, this.sessions),
				ExceptionTranslationFilter.class);
	}

}
