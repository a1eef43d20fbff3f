package io.onerow.audit;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * What administrators have changed: an entry is there if, and only if, the change is, as
 * both are of one transaction.
 */
@Component
public class AuditTrail {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Greater than any that is made. */
	private static final UUID NEWEST = new UUID(-1, -1);

	private final AuditRepository entries;

	private final Clock clock;

	AuditTrail(AuditRepository entries, Clock clock) {
		this.entries = entries;
		this.clock = clock;
	}

	/**
	 * Notes a change of this request within its transaction, without which it throws.
	 * @param before what it was, without secrets; null if it is new
	 * @param after what it is, without secrets; null if it is gone
	 */
	public void note(TenantId tenant, String action, String kind, String subject, @Nullable Object before,
			@Nullable Object after) {
		WriteContext by = WriteContext.current();
		this.entries.add(tenant.value(), UuidCreator.getTimeOrderedEpoch(), this.clock.instant(),
				new String[] { by.client(), by.requestId(), action, kind, subject }, json(before), json(after));
	}

	private static String json(@Nullable Object value) {
		return (value != null) ? JSON.writeValueAsString(value) : "";
	}

	/**
	 * The entries of a tenant, newest first.
	 * @param after the id of the last of those before, or null to begin
	 */
	public List<AuditEntry> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.entries.page(tenant.value(), (after != null) ? after : NEWEST, size)
			.stream()
			.map(StoredAuditEntry::toEntry)
			.toList();
	}

}
