package io.onerow.security.apikey;

import io.onerow.security.Scopes;
import io.onerow.security.rate.Counted;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who sent a valid API key; the key itself is not kept. */
class ApiKeyCaller extends AbstractAuthenticationToken implements Counted {

	private final TenantId tenant;

	private final String keyId;

	ApiKeyCaller(ApiKey.Holder holder) {
		super(holder.scopes().stream().map((scope) -> new SimpleGrantedAuthority(Scopes.authority(scope))).toList());
		this.tenant = holder.tenant();
		this.keyId = holder.keyId();
		setAuthenticated(true);
	}

	@Override
	public TenantId tenant() {
		return this.tenant;
	}

	@Override
	public String credential() {
		return "key " + this.keyId;
	}

	@Override
	public TenantId getPrincipal() {
		return this.tenant;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ApiKeyCaller caller && this.tenant.equals(caller.tenant) && super.equals(other);
	}

	@Override
	public int hashCode() {
		return this.tenant.hashCode();
	}

}
