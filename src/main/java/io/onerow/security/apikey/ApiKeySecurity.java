package io.onerow.security.apikey;

import java.util.Set;

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

	/** For {@link io.onerow.security.DialectSecurity}: each key holds these scopes. */
	public Customizer<HttpSecurity> credentials(String... scopes) {
		ApiKeyFilter filter = new ApiKeyFilter(this.keys, Set.of(scopes));
		return (http) -> http.addFilterBefore(filter, AnonymousAuthenticationFilter.class);
	}

}
