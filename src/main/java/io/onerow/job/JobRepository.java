package io.onerow.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The jobs of all tenants; every query names some. */
interface JobRepository extends Repository<StoredJob, StoredJob.Key> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredJob> findById(StoredJob.Key id);

	@Query(nativeQuery = true,
			value = """
					select * from job where tenant_id = :tenant and kind = :kind and subject = :subject and state = 'running'""")
	Optional<StoredJob> running(String tenant, String kind, String subject);

	/** Those that nobody is at. */
	@Query(nativeQuery = true, value = """
			select * from job where tenant_id in (:tenants) and state = 'running' and lease_until < :now limit :size""")
	List<StoredJob> left(List<String> tenants, Instant now, int size);

	/** Does nothing if one of that kind and subject is running. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			insert into job (tenant_id, job_id, kind, subject, client, wire, request_id, total, owner, lease_until,
				created_at, updated_at)
			values (:tenant, :job, :kind, :subject, :client, :wire, :request, :total, :owner, :until, :now, :now)
			on conflict (tenant_id, kind, subject) where state = 'running' do nothing""")
	int insert(String tenant, UUID job, String kind, String subject, String client, String wire, String request,
			long total, UUID owner, Instant until, Instant now);

	/** Takes a job that nobody else is at; says whether it has it then. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true,
			value = """
					update job set owner = :owner, lease_until = :until
					where tenant_id = :tenant and job_id = :job and state = 'running' and (owner = :owner or lease_until < :now)""")
	int take(String tenant, UUID job, UUID owner, Instant until, Instant now);

	/**
	 * Notes a step of one that it has, with an empty place at the end; waits for all
	 * commits before it.
	 */
	@Modifying
	@Transactional
	@Query(nativeQuery = true,
			value = """
					update job set state = :state, done = :done, place = nullif(:place, ''), result = cast(:result as jsonb), failures = 0,
						lease_until = :until, updated_at = :now
					where tenant_id = :tenant and job_id = :job and state = 'running' and owner = :owner""")
	int advance(String tenant, UUID job, UUID owner, String state, long done, String place, String result,
			Instant until, Instant now);

	/** Notes a step that failed; of so many in a row the last ends the job. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true,
			value = """
					update job set failures = failures + 1, state = case when failures + 1 < :most then 'running' else 'failed' end,
						lease_until = :until, updated_at = :now
					where tenant_id = :tenant and job_id = :job and state = 'running' and owner = :owner""")
	int fail(String tenant, UUID job, UUID owner, int most, Instant until, Instant now);

	/** Forgets those that have ended before that. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from job where tenant_id in (:tenants) and state <> 'running' and updated_at < :ended""")
	int forget(List<String> tenants, Instant ended);

}
