package io.onerow.security.issuer.grant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.onerow.security.session.Person;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person whom an application acts for; the name is the id of the user. */
public final class LoggedIn extends AbstractAuthenticationToken implements TenantScoped {

	private final transient Person person;

	private final transient @Nullable String compared;

	/**
	 * Somebody who has just logged in.
	 * @param compared the hash that the password was compared with
	 */
	public LoggedIn(Person person, String compared) {
		this(person, Optional.of(compared));
	}

	/** Somebody who has allowed the application before. */
	LoggedIn(Person person) {
		this(person, Optional.empty());
	}

	private LoggedIn(Person person, Optional<String> compared) {
		super(List.of());
		this.person = person;
		this.compared = compared.orElse(null);
		setAuthenticated(true);
	}

	@Override
	public TenantId tenant() {
		return this.person.tenant();
	}

	Person person() {
		return this.person;
	}

	String compared() {
		return Objects.requireNonNull(this.compared);
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
