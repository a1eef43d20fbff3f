package io.onerow.mishap;

import java.util.Set;

import io.onerow.erase.Erasable;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/** What is counted of a tenant, which tells of no record. */
@Component
class ErasableMishaps implements Erasable {

	private final MishapRepository stored;

	ErasableMishaps(MishapRepository stored) {
		this.stored = stored;
	}

	@Override
	public void erase(TenantId tenant, Set<String> requests, Set<String> ids) {
		// it is of nobody
	}

	@Override
	public int eraseAll(TenantId tenant, int size) {
		return this.stored.deleteSome(tenant.value(), size);
	}

}
