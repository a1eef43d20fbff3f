package io.onerow.customer;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onerow.matching.Receipt;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Allowed;
import io.onerow.upsert.Change;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Races;

/** A customer while the items of a bulk are applied to it, and then what became of it. */
final class Draft {

	private static final String FOREIGN_KEY_VIOLATION = "23503";

	/** As customer_put has it. */
	private static final String RING_OF_PARENTS = "23R01";

	/** As customer_write has it. */
	private static final String STALE = "23R02";

	private final @Nullable Stored stored;

	/** Whether it may be created only if its key has no customer in any language. */
	private final boolean alone;

	private Customer customer;

	private int applied;

	private @Nullable Integer place;

	private byte @Nullable [] fingerprint;

	/** Whether its items name it by its key, which they then do not change. */
	private boolean byKey;

	private boolean tried;

	private boolean written;

	private @Nullable String problem;

	private List<Long> inTheWay = List.of();

	/** What its source has told with the item, if it tells a time. */
	private @Nullable Telling telling;

	/** What another source calls it from now on. */
	private @Nullable CustomerKey alias;

	/** Whom it has met; null if it had the key. */
	private @Nullable Meeting meeting;

	/** Why it is this customer, where a policy decides that. */
	private @Nullable Receipt receipt;

	/** What is written besides, as customer_write takes it. */
	private @Nullable String evidence;

	/** Whether that is noted where nothing is written; null until it is known. */
	private @Nullable Boolean noted;

	private Draft(@Nullable Stored stored, Customer customer, boolean alone) {
		this.stored = stored;
		this.customer = customer;
		this.alone = alone;
	}

	static Draft of(Stored stored) {
		return new Draft(stored, stored.customer(), false);
	}

	static Draft create(CustomerKey key, String language, boolean alone) {
		return new Draft(null, Customer.blank(key, language, alone), alone);
	}

	/**
	 * Applies an item.
	 * @param place its place in the bulk; null if it is none
	 */
	Outcome apply(@Nullable Integer place, BulkItem item, Allowed<CustomerUpsert> allowed, @Nullable Long parent,
			Directives directives) {
		this.place = place;
		boolean isOfAnother = item.key() != null && !item.key().equals(this.customer.key());
		CustomerUpsert upsert = isOfAnother ? allowed.updates().withoutKey() : allowed.updates();
		Customer before = this.customer;
		this.customer = before.changed(upsert, parent, directives);
		this.applied++;
		this.byKey = item.key() != null;
		// what a parent's key means can change without this customer's knowledge
		boolean whole = this.applied == 1 && upsert.parent() instanceof Change.Keep && allowed.withheld().isEmpty();
		this.fingerprint = whole ? item.fingerprint() : null;
		if (this.applied == 1 && this.stored == null) {
			return Outcome.CREATED;
		}
		return (this.alias == null && this.customer.equals(before)) ? Outcome.UNCHANGED : Outcome.UPDATED;
	}

	/** Why it is this one; null where that follows from what was done. */
	void chosen(@Nullable Receipt receipt) {
		this.receipt = receipt;
	}

	@Nullable Receipt receipt() {
		return this.receipt;
	}

	/** That no customer had the key of the item. */
	void met(Meeting meeting) {
		this.meeting = meeting;
		this.alias = (this.stored != null) ? meeting.key() : null;
	}

	/** Whom it has met; null if it had the key. */
	@Nullable Meeting meeting() {
		return this.meeting;
	}

	/** What another source calls it from now on; null if that is nothing new. */
	@Nullable CustomerKey alias() {
		return this.alias;
	}

	void evidence(@Nullable String json) {
		this.evidence = json;
	}

	/** What is guarded and written besides; null if that is nothing. */
	@Nullable String evidence() {
		return this.evidence;
	}

	/** What other sources call it. */
	Set<CustomerKey> aliases() {
		return (this.stored != null) ? this.stored.aliases() : Set.of();
	}

	/** The time for which the source tells what was applied. */
	void tells(@Nullable Telling telling) {
		this.telling = telling;
	}

	@Nullable Telling telling() {
		return this.telling;
	}

	/** Whether nothing is to be written but the time for which it was told. */
	boolean needsNote() {
		return this.telling != null && this.stored != null && !needsWrite();
	}

	/**
	 * @param noted null if it was not, because another came between
	 * @param problem the SQLSTATE, if another kept it waiting for too long
	 */
	void noted(@Nullable Boolean noted, @Nullable String problem) {
		this.noted = noted;
		this.problem = problem;
	}

	/** Whether its source has told something for a later time. */
	boolean isStale() {
		return STALE.equals(this.problem) || Boolean.FALSE.equals(this.noted);
	}

	boolean needsWrite() {
		return this.stored == null || this.alias != null || !this.stored.customer().equals(this.customer);
	}

	void written(@Nullable Long id, @Nullable String problem) {
		this.tried = true;
		this.written = id != null;
		this.problem = problem;
		if (id != null) {
			this.customer = this.customer.withId(id);
		}
	}

	boolean isTried() {
		return this.tried;
	}

	/** Whether it stands as it should, having been written or needing no write. */
	boolean isDone() {
		return this.written || isStale() || (needsNote() ? this.noted != null : !needsWrite());
	}

	/** Why the database refused it for good; null if it did not, or lost a race. */
	@Nullable Refusal refusal() {
		if (this.problem == null || isStale()) {
			return null;
		}
		if (this.problem.equals(RING_OF_PARENTS)) {
			return Refusal.PARENT_RING;
		}
		// with its key it can have taken no more than its first language, before another
		if (this.problem.equals(Races.UNIQUE_VIOLATION) && movesIdentity() && !this.byKey) {
			return Refusal.EXISTS;
		}
		// a parent that has just gone is looked for again
		if (Races.isRace(this.problem) || this.problem.equals(FOREIGN_KEY_VIOLATION)) {
			return null;
		}
		return Races.hasWaited(this.problem) ? Refusal.BUSY : Refusal.UNSTORABLE;
	}

	/** Tells which customers have the key that it was to have. */
	void giveWay(List<Long> holders) {
		this.inTheWay = List.copyOf(holders);
	}

	/** The ids of the customers that have the key that it was to have. */
	List<Long> inTheWay() {
		return this.inTheWay;
	}

	/** The lock under which its write gives it its key; null if it has that already. */
	@Nullable Long lock(TenantId tenant) {
		return (this.stored == null || movesIdentity()) ? this.customer.key().lock(tenant) : null;
	}

	/**
	 * The lock under which it gets another parent; null if it keeps its own or is new.
	 */
	@Nullable Long familyLock(TenantId tenant) {
		boolean moves = this.stored != null && this.customer.parentId() != null
				&& !this.customer.parentId().equals(this.stored.customer().parentId());
		return moves ? CustomerKey.familyLock(tenant) : null;
	}

	/** Whether a try to write it was the victim of a deadlock, which none ever should. */
	boolean isDeadlocked() {
		return Races.isDeadlock(this.problem);
	}

	private boolean movesIdentity() {
		return this.stored != null && !(this.stored.customer().key().equals(this.customer.key())
				&& this.stored.customer().language().equals(this.customer.language()));
	}

	Customer customer() {
		return this.customer;
	}

	@Nullable Long storedId() {
		return (this.stored != null) ? this.stored.customer().id() : null;
	}

	long version() {
		return (this.stored != null) ? this.stored.version() : 0;
	}

	boolean alone() {
		return this.alone;
	}

	byte @Nullable [] fingerprint() {
		return this.fingerprint;
	}

	/** The place in the bulk of the last item that was applied. */
	@Nullable Integer place() {
		return this.place;
	}

	/** The fields that change, as they were; null if it is new. */
	@Nullable String before() {
		return (this.stored != null) ? CustomerFields.changed(this.stored.customer(), this.customer) : null;
	}

	/** The same fields as they become. */
	String after() {
		return (this.stored != null) ? CustomerFields.changed(this.customer, this.stored.customer())
				: CustomerFields.of(this.customer);
	}

}
