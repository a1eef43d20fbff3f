package io.onerow.imports;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.erase.Erasable;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/**
 * The rows of files that have met a record: some hundred others go with them, as they are
 * packed together. What has not been written yet is not known to be of anybody.
 */
@Component
class ErasableImports implements Erasable {

	private final ImportRepository imports;

	ErasableImports(ImportRepository imports) {
		this.imports = imports;
	}

	@Override
	public void erase(TenantId tenant, Set<String> requests, Set<String> ids) {
		UUID[] records = ids.stream().map(Erasable::record).filter(Objects::nonNull).toArray(UUID[]::new);
		if (records.length > 0) {
			this.imports.erase(tenant, records);
		}
	}

	@Override
	public int eraseAll(TenantId tenant, int size) {
		List<UUID> some = this.imports.some(tenant.value(), 1);
		if (some.isEmpty()) {
			return 0;
		}
		int deleted = this.imports.deleteChunks(tenant.value(), some.get(0), Arrival.AT_ONCE)
				+ this.imports.deletePieces(tenant.value(), some.get(0), Arrival.AT_ONCE);
		return (deleted > 0) ? deleted : this.imports.delete(tenant.value(), some.get(0));
	}

}
