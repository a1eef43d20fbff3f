package io.onerow.idempotency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.erase.Erasable;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/** The answers that are kept: they tell of the records that their requests wrote. */
@Component
class ErasableAnswers implements Erasable {

	/** When every key is over. */
	private static final Instant ALL_OVER = Instant.parse("9999-12-31T00:00:00Z");

	private final KeyRepository keys;

	ErasableAnswers(KeyRepository keys) {
		this.keys = keys;
	}

	@Override
	public void erase(TenantId tenant, UUID recordId, List<String> texts) {
		List<String> all = new ArrayList<>(texts);
		all.add(recordId.toString());
		this.keys.forget(tenant, all);
	}

	@Override
	public int eraseAll(TenantId tenant, int size) {
		return this.keys.purge(tenant, ALL_OVER, size);
	}

}
