package io.onerow.security.session;

import io.onerow.security.Scopes;
import io.onerow.security.rate.Counted;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A user whose token was found; the name is the id of the user. */
final class SessionAuthentication extends AbstractAuthenticationToken implements Counted {

	private final transient Session session;

	SessionAuthentication(Session session) {
		super(session.scopes().stream().map((scope) -> new SimpleGrantedAuthority(Scopes.authority(scope))).toList());
		this.session = session;
		setAuthenticated(true);
	}

	@Override
	public TenantId tenant() {
		return this.session.tenant();
	}

	/** Of its user, as a session changes its token. */
	@Override
	public String credential() {
		return "user " + this.session.user();
	}

	@Override
	public String getPrincipal() {
		return this.session.user().toString();
	}

	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SessionAuthentication that && this.session.equals(that.session);
	}

	@Override
	public int hashCode() {
		return this.session.hashCode();
	}

}
