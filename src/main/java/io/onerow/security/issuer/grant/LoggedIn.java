package io.onerow.security.issuer.grant;

import java.util.List;

import io.onerow.security.session.Person;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person whom an application acts for; the name is the id of the user. */
public final class LoggedIn extends AbstractAuthenticationToken implements TenantScoped {

	private final transient Person person;

	public LoggedIn(Person person) {
		super(List.of());
		this.person = person;
		setAuthenticated(true);
	}

	@Override
	public TenantId tenant() {
		return this.person.tenant();
	}

	Person person() {
		return this.person;
	}

	@Override
	public String getPrincipal() {
		return this.person.id().toString();
	}

	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LoggedIn that && this.person.equals(that.person);
	}

	@Override
	public int hashCode() {
		return this.person.hashCode();
	}

}
