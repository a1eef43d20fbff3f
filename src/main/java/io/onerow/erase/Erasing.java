package io.onerow.erase;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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

	/** The contacts of an account that are erased in one transaction. */
	static final int AT_ONCE = 500;

	/** Of each table, so many rows are counted to tell how far a job is. */
	private static final int COUNTED = 100_000;

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
	 * Erases a record; an account with its contacts, a contact with all that it is one
	 * with.
	 * @return the job that goes on with an account of many contacts
	 * @throws NotFound if there is no such record of the tenant, in the history neither
	 */
	public Optional<Job> eraseRecord(TenantId tenant, UUID record) {
		return eraseSome(tenant, record) ? Optional.empty()
				: Optional.of(this.jobs.start(tenant, EraseJob.KIND, record.toString(), 0));
	}

	/** Erases all that a tenant has stored, as a job. */
	public Job eraseTenant(TenantId tenant) {
		return this.jobs.start(tenant, EraseJob.KIND, EraseJob.ALL, this.stored.rows(tenant, COUNTED));
	}

	/** Says whether the record is erased, and not only some of its contacts. */
	boolean eraseSome(TenantId tenant, UUID record) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			Set<String> requests = new HashSet<>();
			Set<String> ids = new HashSet<>();
			UUID whole = this.stored.shown(tenant, record);
			String state = erase(tenant, whole, requests, ids);
			for (int contacts = 0; contacts < AT_ONCE && isContact(state); contacts++) {
				String part = erase(tenant, UUID.fromString(state), requests, ids);
				if (isContact(part)) {
					erase(tenant, UUID.fromString(part), requests, ids);
				}
				state = erase(tenant, whole, requests, ids);
			}
			if (state.equals(UNKNOWN)) {
				throw new NotFound("record");
			}
			this.others.forEach((other) -> other.erase(tenant, requests, ids));
			return state.equals(ERASED);
		}));
	}

	private String erase(TenantId tenant, UUID record, Set<String> requests, Set<String> ids) {
		EraseFunctions.Erased erased = this.stored.erase(tenant, record, WriteContext.current(), now());
		requests.addAll(erased.requests());
		ids.addAll(erased.ids());
		return erased.state();
	}

	/** Which is to be erased first. */
	private static boolean isContact(String state) {
		return !state.equals(ERASED) && !state.equals(UNKNOWN);
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
