package io.onerow.fullsync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The full syncs of all tenants; every query names some. */
interface FullSyncRepository extends Repository<StoredFullSync, StoredFullSync.Key>, FullSyncFunctions {

	/** Notes the job that completes one. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = "update full_sync set job = :job where tenant_id = :tenant and sync_id = :id")
	void begin(String tenant, UUID id, UUID job);

	/** Notes that all is done, unless it was cancelled. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update full_sync set state = 'done' where tenant_id = :tenant and sync_id = :id and state = 'completing'""")
	void done(String tenant, UUID id);

	/** Ends one that has not ended; says whether it had not. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update full_sync set state = 'cancelled', closed_at = :now
			where tenant_id = :tenant and sync_id = :id and state in ('open', 'completing')""")
	int cancel(String tenant, UUID id, Instant now);

	/** Notes what an undo has come to, as JSON. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update full_sync set state = 'undone', undone = cast(:result as jsonb)
			where tenant_id = :tenant and sync_id = :id""")
	void undone(String tenant, UUID id, String result);

	/** Takes back the marks that one has made; says how many. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from missing_mark m where m.tenant_id = :tenant and m.sync_id = :id and (m.kind, m.owner) in (
				select f.kind, f.owner from full_sync f where f.tenant_id = :tenant and f.sync_id = :id)""")
	int unmark(String tenant, UUID id);

	/** Those that nobody has closed since then. */
	@Query(nativeQuery = true, value = """
			select sync_id from full_sync where tenant_id = :tenant and state = 'open' and opened_at < :before""")
	List<UUID> expired(String tenant, Instant before);

	/** Those that are closed, and that no job was begun for. */
	@Query(nativeQuery = true, value = """
			select sync_id from full_sync where tenant_id = :tenant and state = 'completing' and job is null""")
	List<UUID> left(String tenant);

	/** Those that have ended before then. */
	@Query(nativeQuery = true, value = """
			select sync_id from full_sync
			where tenant_id = :tenant and state in ('done', 'cancelled', 'undone') and closed_at < :before""")
	List<UUID> over(String tenant, Instant before);

	/** Some of the syncs of a tenant. */
	@Query(nativeQuery = true, value = "select sync_id from full_sync where tenant_id = :tenant limit :size")
	List<UUID> some(String tenant, int size);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = "delete from full_sync where tenant_id = :tenant and sync_id = :id")
	int delete(String tenant, UUID id);

	/** Deletes some of the marks of a tenant; says how many. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from missing_mark m where m.tenant_id = :tenant and m.record_id in (
				select o.record_id from missing_mark o where o.tenant_id = :tenant limit :size)""")
	int unmarkSome(String tenant, int size);

}
