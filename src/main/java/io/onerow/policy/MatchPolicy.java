package io.onerow.policy;

import io.onerow.matching.MatchPlan;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import io.onerow.upsert.AskedPolicy;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * How the upserts of a tenant, or of one directory, are matched.
 *
 * @param requestMayChoose whether a request may name another policy
 * @param region where national phone numbers are from, by ISO 3166-1; null if that is not
 * known
 * @param survivorship whose value a record shows that others have become part of
 * @param aliases whether what a record was found by stays a key of it, under a policy
 * that is not {@link Policy#SEED}
 * @param complete false while the contacts are not all in the index that it needs: until
 * then, {@link Policy#GUARDED} counts
 */
public record MatchPolicy(Policy policy, OnDoubt onDoubt, boolean requestMayChoose, @Nullable String region,
		Survivorship survivorship, boolean aliases, boolean complete) {

	/** Of a tenant that says nothing. */
	public static final MatchPolicy SEED = new MatchPolicy(Policy.SEED, OnDoubt.REFUSE, false, null,
			Survivorship.NEWEST);

	/** One that needs no index, or has it, and keeps aliases unless it is the wire's. */
	public MatchPolicy(Policy policy, OnDoubt onDoubt, boolean requestMayChoose, @Nullable String region,
			Survivorship survivorship) {
		this(policy, onDoubt, requestMayChoose, region, survivorship, keepsUnlessTold(policy), true);
	}

	/**
	 * What counts for a request.
	 * @param isIndexed whether all contacts of the tenant are in the index of evidence
	 * @throws PolicyRefused if it asks for another and may not
	 */
	MatchPolicy of(WriteContext request, boolean isIndexed) {
		AskedPolicy asked = request.policy();
		if (asked == null) {
			return named(null, isIndexed);
		}
		MatchPolicy named = named(asked.policy(), isIndexed);
		OnDoubt doubt = (asked.onDoubt() != null) ? asked.onDoubt() : this.onDoubt;
		MatchPolicy chosen = new MatchPolicy(named.policy, doubt, this.requestMayChoose, this.region, this.survivorship,
				this.aliases, true);
		// an explanation writes nothing
		if (!this.requestMayChoose && request.explaining() == null && !chosen.equals(this)) {
			throw new PolicyRefused("The tenant does not let a request choose its policy");
		}
		return chosen;
	}

	/**
	 * The same with another policy; with null, what counts without one.
	 * @param isIndexed whether all contacts of the tenant are in the index of evidence
	 * @throws PolicyRefused if it needs that and they are not
	 */
	MatchPolicy named(@Nullable Policy named, boolean isIndexed) {
		if (named == Policy.CORROBORATED && !isIndexed) {
			throw new PolicyRefused(
					"No request can choose corroborated before it counts for the tenant or a directory");
		}
		Policy other = (named != null) ? named : Policy.GUARDED;
		return (named == null && this.complete) ? this : new MatchPolicy(other, this.onDoubt, this.requestMayChoose,
				this.region, this.survivorship, this.aliases, true);
	}

	/**
	 * What counts for a request about customers; by keys while their index is not
	 * complete.
	 * @throws PolicyRefused if it asks for another and may not
	 */
	MatchPolicy ofCustomers(WriteContext request) {
		AskedPolicy asked = request.policy();
		Policy named = this.complete ? this.policy : Policy.KEYS;
		OnDoubt doubt = this.onDoubt;
		if (asked != null) {
			boolean isIndexed = this.complete && EvidenceIndex.CUSTOMERS.isNeededBy(this.policy);
			if (EvidenceIndex.CUSTOMERS.isNeededBy(asked.policy()) && !isIndexed) {
				throw new PolicyRefused("No request can choose " + asked.policy()
						+ " before that or the like counts for the customers of the tenant");
			}
			named = asked.policy();
			doubt = (asked.onDoubt() != null) ? asked.onDoubt() : doubt;
			if (doubt == OnDoubt.REVIEW) {
				throw new PolicyRefused("A doubt about a customer cannot be reviewed");
			}
		}
		MatchPolicy chosen = new MatchPolicy(named, doubt, this.requestMayChoose, this.region, this.survivorship,
				this.aliases, true);
		if (asked != null && !this.requestMayChoose && request.explaining() == null && !chosen.equals(this)) {
			throw new PolicyRefused("The tenant does not let a request choose its policy");
		}
		return chosen;
	}

	/** The plan of a directory under this policy. */
	public MatchPlan of(MatchPlan plan) {
		return plan.under(this.policy, this.onDoubt, this.aliases);
	}

	/** The plan of customers under this policy. */
	public MatchPlan ofCustomers() {
		return isSeed() ? MatchPlan.CUSTOMER : MatchPlan.customerOfAnySource(this.policy, this.onDoubt);
	}

	/** Whether it keeps aliases if nothing is said of them. */
	public static boolean keepsUnlessTold(Policy policy) {
		return policy != Policy.SEED;
	}

	/** Whether what a record was found by stays a key of it. */
	public boolean keepsAliases() {
		return this.aliases && !isSeed();
	}

	/** Whether it is what the wire promises. */
	public boolean isSeed() {
		return this.policy == Policy.SEED;
	}

}
