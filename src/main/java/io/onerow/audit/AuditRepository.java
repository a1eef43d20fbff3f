package io.onerow.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What administrators of all tenants have changed; every query names the tenant. */
interface AuditRepository extends Repository<StoredAuditEntry, StoredAuditEntry.Key> {

	/** The newest before one. */
	@Query(nativeQuery = true, value = """
			select * from admin_audit where tenant_id = :tenant and audit_id < :before
			order by audit_id desc limit :size""")
	List<StoredAuditEntry> page(String tenant, UUID before, int size);

	/**
	 * Stores an entry in the transaction of the change.
	 * @param what client, request, action, kind and subject
	 * @param before JSON, or an empty text for null
	 * @param after likewise
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@Query(nativeQuery = true, value = """
			insert into admin_audit
				(tenant_id, audit_id, at, client, request_id, action, kind, subject, before, after)
			select :tenant, :id, :at, w.what[1], w.what[2], w.what[3], w.what[4], w.what[5],
				cast(nullif(:before, '') as jsonb), cast(nullif(:after, '') as jsonb)
			from (select cast(:what as text[]) as what) as w
			returning 1""")
	void add(String tenant, UUID id, Instant at, String[] what, String before, String after);

}
