package io.onerow.idempotency;

import java.util.Set;

import io.onerow.erase.Erasable;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/** The answers that are kept: they tell of the records that their requests wrote. */
@Component
class ErasableAnswers implements Erasable {

	private final KeyRepository keys;

	ErasableAnswers(KeyRepository keys) {
		this.keys = keys;
	}

	@Override
	public void erase(TenantId tenant, Set<String> requests, Set<String> ids) {
		KeyFunctions.Place place = null;
		do {
			place = this.keys.forget(tenant, requests, ids, place);
		}
		while (place != null);
	}

	@Override
	public int eraseAll(TenantId tenant, int size) {
		return this.keys.deleteSome(tenant.value(), size);
	}

}
