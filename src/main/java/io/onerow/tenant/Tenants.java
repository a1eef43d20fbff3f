package io.onerow.tenant;

import java.util.NoSuchElementException;
import java.util.Optional;

import com.github.f4b6a3.uuid.UuidCreator;

import org.springframework.stereotype.Component;

/** The tenants that this service knows. */
@Component
public class Tenants {

	private final TenantRepository tenants;

	Tenants(TenantRepository tenants) {
		this.tenants = tenants;
	}

	/** Throws {@link NoSuchElementException} for an unknown tenant. */
	public Tenant get(TenantId id) {
		return find(id).orElseThrow(() -> new NoSuchElementException("Unknown tenant"));
	}

	public Optional<Tenant> find(TenantId id) {
		return this.tenants.findById(id.value()).map(StoredTenant::toTenant);
	}

	/** Answers the tenant, created with an empty company book if it was unknown. */
	public Tenant ensure(TenantId id) {
		this.tenants.ensure(id.value(), UuidCreator.getTimeOrderedEpoch());
		return get(id);
	}

}
