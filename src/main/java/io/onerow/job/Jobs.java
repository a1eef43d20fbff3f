package io.onerow.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.Deadline;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The jobs of all tenants. Each instance of the service does those that it was asked for,
 * a few seconds of one after a few of the other, and those that have no instance left: an
 * instance has a job for {@link #LEASE} after its last step.
 */
@Component
public class Jobs {

	/** Longer than any step and the database's patience together. */
	static final Duration LEASE = Duration.ofSeconds(30);

	/** How long what came of a job can be read. */
	static final Duration KEPT = Duration.ofDays(30);

	private static final Duration TURN = Duration.ofSeconds(2);

	private static final int MOST_FAILURES = 10;

	private static final int AT_ONCE = 1_000;

	private static final Logger log = LoggerFactory.getLogger(Jobs.class);

	private final JobRepository jobs;

	private final ObjectProvider<JobWork> works;

	private final Tenants tenants;

	private final Clock clock;

	/** This instance. */
	private final UUID owner = UUID.randomUUID();

	private final BlockingQueue<StoredJob.Key> queue = new LinkedBlockingQueue<>();

	Jobs(JobRepository jobs, ObjectProvider<JobWork> works, Tenants tenants, Clock clock) {
		this.jobs = jobs;
		this.works = works;
		this.tenants = tenants;
		this.clock = clock;
	}

	/**
	 * Begins a job for who asks now; if one of that kind and subject is running, answers
	 * that. A dry run begins none, and is answered how it would begin.
	 */
	public Job start(TenantId tenant, String kind, String subject, long total) {
		Instant now = now();
		Job job = Job.begun(tenant, UuidCreator.getTimeOrderedEpoch(), kind, subject, WriteContext.current(), total,
				now);
		if (job.by().isDryRun()) {
			return job;
		}
		if (this.jobs.insert(job, this.owner, now.plus(LEASE))) {
			this.queue.add(new StoredJob.Key(tenant.value(), job.id()));
			return job;
		}
		return this.jobs.running(tenant.value(), kind, subject)
			.map(StoredJob::toJob)
			.orElseGet(
					// it has just ended
					() -> start(tenant, kind, subject, total));
	}

	/** Throws {@link NotFound} for a job that is not the tenant's, or is forgotten. */
	public Job get(TenantId tenant, UUID id) {
		return this.jobs.findById(new StoredJob.Key(tenant.value(), id))
			.map(StoredJob::toJob)
			.orElseThrow(() -> new NotFound("job"));
	}

	/** Those of these that are not forgotten, by id. */
	public Map<UUID, Job> find(TenantId tenant, Collection<UUID> ids) {
		return ids.isEmpty() ? Map.of()
				: this.jobs.all(tenant.value(), ids)
					.stream()
					.map(StoredJob::toJob)
					.collect(Collectors.toMap(Job::id, (job) -> job));
	}

	/**
	 * Has nobody do a job until it is resumed; if it is paused already, there is nothing
	 * to do. What is being done is done.
	 * @throws NotFound as {@link #get} does
	 * @throws NotHalted if it has ended, or is needed by others
	 */
	public Job pause(TenantId tenant, UUID id) {
		return halted(tenant, id, Job.State.PAUSED, () -> this.jobs.pause(tenant.value(), id));
	}

	/**
	 * Has a job go on that is paused; if it is running, there is nothing to do.
	 * @throws NotFound as {@link #get} does
	 * @throws NotHalted if it has ended, or another one of its kind and subject runs
	 */
	public Job resume(TenantId tenant, UUID id) {
		Instant now = now();
		return halted(tenant, id, Job.State.RUNNING, () -> {
			try {
				int resumed = this.jobs.resume(tenant.value(), id, this.owner, now.plus(LEASE), now);
				if (resumed > 0) {
					this.queue.add(new StoredJob.Key(tenant.value(), id));
				}
				return resumed;
			}
			catch (DataIntegrityViolationException ex) {
				throw new NotHalted("Another one of its kind and subject is running");
			}
		});
	}

	/**
	 * Ends a job; if it is cancelled already, there is nothing to do. What is done stays
	 * done.
	 * @throws NotFound as {@link #get} does
	 * @throws NotHalted if it has ended otherwise, or is needed by others
	 */
	public Job cancel(TenantId tenant, UUID id) {
		return halted(tenant, id, Job.State.CANCELLED, () -> this.jobs.cancel(tenant.value(), id, now()));
	}

	private Job halted(TenantId tenant, UUID id, Job.State wanted, IntSupplier change) {
		if (!work(get(tenant, id).kind()).canBeHalted()) {
			throw new NotHalted("It cannot be halted, as others need it done");
		}
		boolean changed = !WriteContext.current().isDryRun() && change.getAsInt() > 0;
		Job job = get(tenant, id);
		if (!changed && job.state() != wanted && job.state() != Job.State.RUNNING && job.state() != Job.State.PAUSED) {
			throw new NotHalted("It has ended: " + job.state());
		}
		return job;
	}

	/** Does a turn of the next job, for which it waits so long. */
	void work(Duration wait) throws InterruptedException {
		StoredJob.Key next = this.queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
		if (next != null && turn(next)) {
			this.queue.add(next);
		}
	}

	/** Looks for jobs that have no instance left, and forgets old ones. */
	void lookAround() {
		for (List<TenantId> some : this.tenants.pages()) {
			lookAround(some.stream().map(TenantId::value).toList());
		}
	}

	private void lookAround(List<String> tenants) {
		Instant now = this.clock.instant();
		this.jobs.left(tenants, now, AT_ONCE)
			.stream()
			.map(StoredJob::key)
			.filter((key) -> !this.queue.contains(key))
			.forEach(this.queue::add);
		this.jobs.forget(tenants, now.minus(KEPT));
	}

	/** Says whether there is more to do, and to be done here. */
	private boolean turn(StoredJob.Key key) {
		Instant now = this.clock.instant();
		if (this.jobs.take(key.tenantId(), key.jobId(), this.owner, now.plus(LEASE), now) == 0) {
			return false;
		}
		Job job = get(new TenantId(key.tenantId()), key.jobId());
		Deadline end = Deadline.in(TURN);
		WriteContext.bind(job.by());
		try {
			while (job != null && job.state() == Job.State.RUNNING && !end.isOver()) {
				job = step(job);
			}
		}
		catch (RuntimeException ex) {
			// whatever it is, other jobs go on; its message may quote a value
			log.warn("Job {} failed: {}", key.jobId(), ex.getClass().getSimpleName());
			Instant failed = this.clock.instant();
			this.jobs.fail(key.tenantId(), key.jobId(), this.owner, MOST_FAILURES, failed.plusSeconds(1), failed);
			return false;
		}
		finally {
			WriteContext.bind(null);
		}
		return job != null && job.state() == Job.State.RUNNING;
	}

	/** Null if another instance has it. */
	private @Nullable Job step(Job job) {
		JobWork.Step step = work(job.kind()).step(job);
		Instant now = now();
		Job after = job.after(step, now);
		return this.jobs.advance(after, this.owner, now.plus(LEASE)) ? after : null;
	}

	/** As precise as the database. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private JobWork work(String kind) {
		return this.works.stream().filter((work) -> work.kind().equals(kind)).findFirst().orElseThrow();
	}

}
