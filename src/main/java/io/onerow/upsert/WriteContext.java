package io.onerow.upsert;

import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.onerow.matching.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the writes of a request, and how: the same for all of them, whatever they
 * write. It is bound to the thread that carries the request out.
 *
 * @param client who asked, by the name of the credential
 * @param wire the dialect that it asked in
 * @param requestId the id of the request, as it is answered
 * @param item the place of what is written among the items of the request, from 0; null
 * where one record is sent
 * @param isDryRun whether all of it is taken back in the end; see {@link DryRuns}
 * @param preconditions what must hold of the record that it is about
 * @param claim which system says it, and what of it counts
 * @param done what it has written before, if it is begun again
 * @param explaining what takes down why it was which record; null if nobody asks
 * @param policy by which policy it is to be matched; null for that of the tenant
 * @param affected the questions that it has made and answered
 * @param roll what takes down which records it sends; null if nobody asks
 */
public record WriteContext(String client, String wire, String requestId, @Nullable Integer item, boolean isDryRun,
		Preconditions preconditions, Claim claim, DoneBefore done, @Nullable Explaining explaining,
		@Nullable AskedPolicy policy, Affected affected, @Nullable Roll roll) {

	/** Of what the service does by itself. */
	public static final WriteContext SERVICE = new WriteContext("onerow", "none", "none");

	private static final ThreadLocal<WriteContext> BOUND = new ThreadLocal<>();

	/** That has made and answered no question yet, and is part of no full sync. */
	public WriteContext(String client, String wire, String requestId, @Nullable Integer item, boolean isDryRun,
			Preconditions preconditions, Claim claim, DoneBefore done, @Nullable Explaining explaining,
			@Nullable AskedPolicy policy) {
		this(client, wire, requestId, item, isDryRun, preconditions, claim, done, explaining, policy, new Affected(),
				null);
	}

	/** Writes for good, whatever is there. */
	public WriteContext(String client, String wire, String requestId) {
		this(client, wire, requestId, null, false, Preconditions.NONE, Claim.NONE, DoneBefore.NOTHING, null, null);
	}

	/**
	 * The same on a wire, tried only, and explained.
	 * @param asked by which policy; null for that of the request
	 */
	public WriteContext explained(String on, Explaining by, @Nullable AskedPolicy asked) {
		return new WriteContext(this.client, on, this.requestId, this.item, true, this.preconditions, this.claim.on(on),
				this.done, by, (asked != null) ? asked : this.policy);
	}

	/** Which system says it, unless the record itself tells. */
	public String source() {
		String named = this.claim.source();
		return (named != null) ? named : this.client;
	}

	/** The fields of records of a kind that are another system's. */
	public Set<String> foreign(String kind) {
		return this.claim.foreign(kind, source());
	}

	private WriteContext with(Preconditions asked) {
		return new WriteContext(this.client, this.wire, this.requestId, this.item, this.isDryRun, asked, this.claim,
				this.done, this.explaining, this.policy, this.affected, this.roll);
	}

	/** Does what is part of the request, and not what its preconditions are about. */
	public static void unconditionally(Runnable work) {
		WriteContext asked = current();
		if (asked.preconditions.areNone()) {
			work.run();
			return;
		}
		bind(asked.with(Preconditions.NONE));
		try {
			work.run();
		}
		finally {
			bind(asked);
		}
	}

	/**
	 * Whether what a transaction has done is looked at before its end, so that it must
	 * not end by itself.
	 */
	public boolean isCareful() {
		return this.isDryRun || !this.preconditions.areNone() || this.claim.tellsTimes();
	}

	/** Whether what it writes is nobody's business but that of the record. */
	public boolean isPlain() {
		return !isCareful() && this.done.isEmpty();
	}

	/** Whether each record must be looked for, even if nothing would change. */
	public boolean isPerRecord() {
		return this.explaining != null || this.claim.tellsTimes();
	}

	/** The same for one of the items of the request. */
	public WriteContext withItem(int item) {
		return new WriteContext(this.client, this.wire, this.requestId, item, this.isDryRun, this.preconditions,
				this.claim, this.done, this.explaining, this.policy, this.affected, this.roll);
	}

	/** The same, with its records taken down. */
	public WriteContext on(Roll asked) {
		return new WriteContext(this.client, this.wire, this.requestId, this.item, this.isDryRun, this.preconditions,
				this.claim, this.done, this.explaining, this.policy, this.affected, asked);
	}

	/** Tells of a record that was sent and taken, whether or not that has changed it. */
	public void sent(UUID record) {
		if (this.roll != null) {
			this.roll.add(record);
		}
	}

	/**
	 * As the functions of the database take it: client, wire, request, item, receipt,
	 * source.
	 * @param why why it is this record; null if the function tells, or nothing is matched
	 */
	public @Nullable String[] origin(@Nullable Receipt why) {
		return new String[] { this.client, this.wire, this.requestId, (this.item != null) ? this.item.toString() : null,
				(why != null) ? why.toString() : null, this.claim.source() };
	}

	/** That of this thread. */
	public static WriteContext current() {
		WriteContext bound = BOUND.get();
		return (bound != null) ? bound : SERVICE;
	}

	/** Does what is to be done for one of the items of the request. */
	public static <T> T asItem(int place, Supplier<T> work) {
		WriteContext whole = current();
		bind(whole.withItem(place));
		try {
			return work.get();
		}
		finally {
			bind(whole);
		}
	}

	/** Binds it to this thread; null ends that. */
	public static void bind(@Nullable WriteContext context) {
		if (context != null) {
			BOUND.set(context);
		}
		else {
			BOUND.remove();
		}
	}

}
