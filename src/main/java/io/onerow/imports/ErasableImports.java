package io.onerow.imports;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.customer.Customer;
import io.onerow.erase.Erasable;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The rows of files that have met a record: some hundred others go with them, as they are
 * packed together. What has not been written yet is not known to be of anybody.
 */
@Component
class ErasableImports implements Erasable {

	private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	/** How the number of a customer is shown. */
	private static final Pattern NUMBER = Pattern.compile("\"id\":([0-9]{1,18})");

	private final ImportRepository imports;

	ErasableImports(ImportRepository imports) {
		this.imports = imports;
	}

	@Override
	public void erase(TenantId tenant, Set<String> requests, Set<String> ids) {
		UUID[] records = ids.stream().map(ErasableImports::record).filter(Objects::nonNull).toArray(UUID[]::new);
		if (records.length > 0) {
			this.imports.erase(tenant, records);
		}
	}

	private static @Nullable UUID record(String id) {
		if (UUIDS.matcher(id).matches()) {
			return UUID.fromString(id);
		}
		Matcher number = NUMBER.matcher(id);
		return number.matches() ? Customer.recordId(Long.parseLong(number.group(1))) : null;
	}

	@Override
	public int eraseAll(TenantId tenant, int size) {
		List<UUID> some = this.imports.some(tenant.value(), 1);
		if (some.isEmpty()) {
			return 0;
		}
		int deleted = this.imports.deleteChunks(tenant.value(), some.get(0), Arrival.AT_ONCE);
		return (deleted > 0) ? deleted : this.imports.delete(tenant.value(), some.get(0));
	}

}
