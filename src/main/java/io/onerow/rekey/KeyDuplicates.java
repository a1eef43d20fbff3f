package io.onerow.rekey;

import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The duplicates that new keys have shown. They are listed, and never merged. */
@Component
public class KeyDuplicates {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final KeyDuplicateRepository duplicates;

	KeyDuplicates(KeyDuplicateRepository duplicates) {
		this.duplicates = duplicates;
	}

	/**
	 * Those of a tenant after one, in the order of their ids, without those of which a
	 * record has gone.
	 * @param after the last of the page before, or null for the first page
	 */
	public List<KeyDuplicate> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.duplicates.page(tenant.value(), (after != null) ? after : BEFORE_ALL, size)
			.stream()
			.map(StoredKeyDuplicate::toKeyDuplicate)
			.toList();
	}

}
