package io.onerow.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, as a job is written whole. */
class JobFunctionsJdbc implements JobFunctions {

	private static final String INSERT = """
			insert into job (tenant_id, job_id, kind, subject, client, wire, request_id, total, owner, lease_until,
				created_at, updated_at)
			values (:tenant, :job, :kind, :subject, :client, :wire, :request, :total, :owner, :until, :now, :now)
			on conflict (tenant_id, kind, subject) where state = 'running' do nothing""";

	private static final String ADVANCE = """
			update job set state = case when state = 'paused' and :state = 'running' then state else :state end, done = :done,
				place = :place, result = cast(:result as jsonb), failures = 0, lease_until = :until, updated_at = :now
			where tenant_id = :tenant and job_id = :job and state in ('running', 'paused') and owner = :owner
			returning state = :state""";

	private final JdbcClient jdbc;

	JobFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean insert(Job job, UUID owner, Instant until) {
		return bind(INSERT, job, owner, until).param("kind", job.kind())
			.param("subject", job.subject())
			.param("client", job.by().client())
			.param("wire", job.by().wire())
			.param("request", job.by().requestId())
			.param("total", job.total())
			.update() > 0;
	}

	@Override
	public boolean advance(Job job, UUID owner, Instant until) {
		return bind(ADVANCE, job, owner, until).param("state", job.state().toString())
			.param("done", job.done())
			.param("place", job.place())
			.param("result", job.result())
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

	private StatementSpec bind(String sql, Job job, UUID owner, Instant until) {
		return this.jdbc.sql(sql)
			.param("tenant", job.tenant().value())
			.param("job", job.id())
			.param("owner", owner)
			.param("until", time(until))
			.param("now", time(job.updatedAt()));
	}

	private static OffsetDateTime time(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

}
