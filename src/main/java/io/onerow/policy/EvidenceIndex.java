package io.onerow.policy;

import java.util.stream.Stream;

import io.onerow.matching.Policy;

/** What is known of the records of a tenant, where a policy looks for them by it. */
public enum EvidenceIndex {

	/** Of all contacts; under guard they are found by the index of their names. */
	CONTACTS("evidence"),
	/** Of all customers. */
	CUSTOMERS("customer-evidence");

	private final String job;

	EvidenceIndex(String job) {
		this.job = job;
	}

	/** That of the records which the policies of a scope are for. */
	public static EvidenceIndex of(PolicyScope scope) {
		return scope.equals(PolicyScope.CUSTOMERS) ? CUSTOMERS : CONTACTS;
	}

	/** The kind of the job that completes it. */
	public String job() {
		return this.job;
	}

	/** Whether the policy can count only where the index is complete. */
	public boolean isNeededBy(Policy policy) {
		return policy == Policy.CORROBORATED || (policy == Policy.GUARDED && this == CUSTOMERS);
	}

	/** The words for those policies. */
	String[] words() {
		return Stream.of(Policy.values()).filter(this::isNeededBy).map(Policy::toString).toArray(String[]::new);
	}

}
