package io.onerow.security;

import java.time.Instant;
import java.util.Collection;

import io.onerow.hash.Sha256;
import io.onerow.security.rate.Counted;
import io.onerow.tenant.TenantId;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A verified bearer token. */
class TenantToken extends JwtAuthenticationToken implements Counted {

	private final TenantId tenant;

	TenantToken(Jwt jwt, TenantId tenant, Collection<? extends GrantedAuthority> authorities) {
		super(jwt, authorities);
		this.tenant = tenant;
	}

	@Override
	public TenantId tenant() {
		return this.tenant;
	}

	@Override
	public String credential() {
		return "token " + Sha256.hex(getToken().getTokenValue());
	}

	/** Whether it was given to that client, or for that user. */
	boolean isOf(TenantId tenant, String name) {
		return this.tenant.equals(tenant)
				&& (name.equals(getToken().getClaimAsString("client_id")) || name.equals(getToken().getSubject()));
	}

	Instant expiry() {
		Instant expiry = getToken().getExpiresAt();
		return (expiry != null) ? expiry : Instant.MIN;
	}

}
