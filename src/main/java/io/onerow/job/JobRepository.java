package io.onerow.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The jobs of all tenants; every query names some. */
interface JobRepository extends Repository<StoredJob, StoredJob.Key>, JobFunctions {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredJob> findById(StoredJob.Key id);

	@Query(nativeQuery = true, value = "select * from job where tenant_id = :tenant and job_id in (:ids)")
	List<StoredJob> all(String tenant, Collection<UUID> ids);

	@Query(nativeQuery = true,
			value = """
					select * from job where tenant_id = :tenant and kind = :kind and subject = :subject and state = 'running'""")
	Optional<StoredJob> running(String tenant, String kind, String subject);

	/** Those that nobody is at. */
	@Query(nativeQuery = true, value = """
			select * from job where tenant_id in (:tenants) and state = 'running' and lease_until < :now limit :size""")
	List<StoredJob> left(List<String> tenants, Instant now, int size);

	/** Takes a job that nobody else is at; says whether it has it then. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true,
			value = """
					update job set owner = :owner, lease_until = :until
					where tenant_id = :tenant and job_id = :job and state = 'running' and (owner = :owner or lease_until < :now)""")
	int take(String tenant, UUID job, UUID owner, Instant until, Instant now);

	/** Notes a step that failed; of so many in a row the last ends the job. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true,
			value = """
					update job set failures = failures + 1, state = case when failures + 1 < :most then 'running' else 'failed' end,
						lease_until = :until, updated_at = :now
					where tenant_id = :tenant and job_id = :job and state = 'running' and owner = :owner""")
	int fail(String tenant, UUID job, UUID owner, int most, Instant until, Instant now);

	/** Pauses a job that is running; says whether it was. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update job set state = 'paused' where tenant_id = :tenant and job_id = :job and state = 'running'""")
	int pause(String tenant, UUID job);

	/**
	 * Has a job that is paused go on, as the instance's, as if it had begun so much
	 * later; says whether it was paused.
	 */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update job set state = 'running', owner = :owner, lease_until = :until, failures = 0,
				created_at = created_at + (cast(:now as timestamptz) - updated_at), updated_at = :now
			where tenant_id = :tenant and job_id = :job and state = 'paused'""")
	int resume(String tenant, UUID job, UUID owner, Instant until, Instant now);

	/** Ends a job that has not ended; says whether it had not. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update job set state = 'cancelled', updated_at = :now
			where tenant_id = :tenant and job_id = :job and state in ('running', 'paused')""")
	int cancel(String tenant, UUID job, Instant now);

	/** Forgets those that have ended, or are paused, since before that. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from job where tenant_id in (:tenants) and state <> 'running' and updated_at < :ended""")
	int forget(List<String> tenants, Instant ended);

}
