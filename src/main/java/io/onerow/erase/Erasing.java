package io.onerow.erase;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.Jobs;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases records for good, for who asks now: the record, its keys, its history and
 * whatever else is stored of it. An entry of the history is left that tells who erased it
 * and when, and nothing of what it was. A record that was deleted is erased from the
 * history.
 */
@Service
public class Erasing {

	/** The contacts of an account that are erased while the client waits. */
	static final int AT_ONCE = 500;

	private static final String UNKNOWN = "unknown";

	private static final String ERASED = "erased";

	private final EraseFunctions stored;

	private final ObjectProvider<Erasable> others;

	private final TransactionTemplate transaction;

	private final Jobs jobs;

	private final Clock clock;

	Erasing(EraseFunctions stored, ObjectProvider<Erasable> others, TransactionTemplate transaction, Jobs jobs,
			Clock clock) {
		this.stored = stored;
		this.others = others;
		this.transaction = transaction;
		this.jobs = jobs;
		this.clock = clock;
	}

	/**
	 * Erases a record; an account with its contacts.
	 * @return the job that goes on with an account of many contacts
	 * @throws NotFound if there is no such record of the tenant, in the history neither
	 */
	public Optional<Job> eraseRecord(TenantId tenant, UUID record) {
		return eraseSome(tenant, record) ? Optional.empty()
				: Optional.of(this.jobs.start(tenant, EraseJob.KIND, record.toString(), 0));
	}

	/** Erases all that a tenant has stored, as a job. */
	public Job eraseTenant(TenantId tenant) {
		return this.jobs.start(tenant, EraseJob.KIND, EraseJob.ALL, this.stored.rows(tenant));
	}

	/** Says whether the record is erased, and not only some of its contacts. */
	boolean eraseSome(TenantId tenant, UUID record) {
		for (int contacts = 0; contacts < AT_ONCE; contacts++) {
			String state = erase(tenant, record);
			if (state.equals(UNKNOWN)) {
				throw new NotFound("record");
			}
			if (state.equals(ERASED)) {
				return true;
			}
			erase(tenant, UUID.fromString(state));
		}
		return false;
	}

	private String erase(TenantId tenant, UUID record) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			EraseFunctions.Erased erased = this.stored.erase(tenant, record, WriteContext.current(), now());
			if (erased.state().equals(ERASED)) {
				this.others.forEach((other) -> other.erase(tenant, record, erased.texts()));
			}
			return erased.state();
		}));
	}

	/** Erases some of all that a tenant has stored; 0 when nothing is left. */
	int eraseSome(TenantId tenant) {
		for (Erasable other : this.others) {
			int erased = other.eraseAll(tenant, AT_ONCE);
			if (erased > 0) {
				return erased;
			}
		}
		return this.stored.erase(tenant, AT_ONCE, WriteContext.current(), now());
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
