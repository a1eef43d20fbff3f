package io.onerow.security.apikey;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.stereotype.Component;

/** Makes the {@code x-apikey} header a credential of a dialect. */
@Component
public class ApiKeySecurity {

	private final ApiKeys keys;

	ApiKeySecurity(ApiKeys keys) {
		this.keys = keys;
	}

	/** For {@link io.onerow.security.DialectSecurity}: a key holds its own scopes. */
	public Customizer<HttpSecurity> credentials() {
		ApiKeyFilter filter = new ApiKeyFilter(this.keys);
		return (http) -> http.addFilterBefore(filter, AnonymousAuthenticationFilter.class);
	}

}
